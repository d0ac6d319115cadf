package dev.fairway.access.vault;

import static fairway.tables.access.Tables.CREDENTIAL;
import static fairway.tables.access.Tables.SAFE;
import static fairway.tables.access.Tables.SECRET;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** Everything in the database that is sealed with the installation's key. */
@Component
public class SealedValues {

    /**
     * @param name names the row, and with {@code prefix} the value
     * @param value the sealed bytes
     */
    private record Place(Table<?> table, Field<String> name, Field<byte[]> value, String prefix) {

        String nameOf(Record2<String, byte[]> row) {
            return prefix + row.value1();
        }

        /** The database may be of an earlier version still: another key can be given before the first start of a new one. */
        boolean isThere(DSLContext db) {
            String name = "access." + table.getName();
            return db.fetchSingle(select(field("to_regclass({0}) is not null", Boolean.class, val(name))))
                    .value1();
        }

        List<Record2<String, byte[]>> rows(DSLContext db) {
            return db.select(name, value).from(table).orderBy(name).fetch();
        }
    }

    private static final List<Place> PLACES = List.of(
            new Place(CREDENTIAL, CREDENTIAL.CLIENT_ID, CREDENTIAL.SECRET_ENCRYPTED, ""),
            new Place(SAFE, SAFE.NAME, SAFE.VALUE_ENCRYPTED, "safe:"),
            new Place(SECRET, SECRET.NAME, SECRET.VALUE_ENCRYPTED, "secret:"));

    private final DSLContext db;

    public SealedValues(DSLContext db) {
        this.db = db;
    }

    /**
     * Seals all of them with another key, in the caller's transaction, and keeps writers out until its end. What the other
     * key opens already stays as it is.
     *
     * @return how many there are
     */
    public int reseal(MasterKey from, MasterKey to) {
        Vault before = new Vault(from);
        Vault after = new Vault(to);
        int count = 0;
        for (Place place : places()) {
            db.execute("lock table {0} in exclusive mode", place.table());
            for (Record2<String, byte[]> row : place.rows(db)) {
                reseal(place, row, before, after);
                count++;
            }
        }
        return count;
    }

    private List<Place> places() {
        return PLACES.stream().filter(place -> place.isThere(db)).toList();
    }

    private void reseal(Place place, Record2<String, byte[]> row, Vault before, Vault after) {
        String name = place.nameOf(row);
        Optional<String> text = before.find(name, row.value2());
        if (text.isPresent()) {
            db.update(place.table())
                    .set(place.value(), after.seal(name, text.get()))
                    .where(place.name().eq(row.value1()))
                    .execute();
        } else if (after.find(name, row.value2()).isEmpty()) {
            throw new KeyRefused(
                    "\"%s\" opens with neither the old nor the new key; nothing was changed".formatted(name));
        }
    }

    /** @throws KeyRefused naming a value that does not open */
    void refuseOther(Vault vault) {
        for (Place place : places()) {
            for (Record2<String, byte[]> row : place.rows(db)) {
                if (vault.find(place.nameOf(row), row.value2()).isEmpty()) {
                    throw new KeyRefused(
                            "The key of this installation is not the one that \"%s\" is sealed with; give Fairway the key that belongs to this database"
                                    .formatted(place.nameOf(row)));
                }
            }
        }
    }
}
