package dev.fairway.access;

import static fairway.tables.access.Tables.SAFE;

import dev.fairway.access.vault.Vault;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Texts that a module keeps encrypted for its own use, and that nobody else reads. */
@Repository
public class Safe {

    private final DSLContext db;
    private final Vault vault;

    Safe(DSLContext db, Vault vault) {
        this.db = db;
        this.vault = vault;
    }

    /** @param name unique in the whole installation; what is kept under it already is replaced */
    public void put(String name, String text) {
        byte[] sealed = vault.seal("safe:" + name, text);
        db.insertInto(SAFE)
                .set(SAFE.NAME, name)
                .set(SAFE.VALUE_ENCRYPTED, sealed)
                .onConflict(SAFE.NAME)
                .doUpdate()
                .set(SAFE.VALUE_ENCRYPTED, sealed)
                .execute();
    }

    public Optional<String> find(String name) {
        return db.select(SAFE.VALUE_ENCRYPTED)
                .from(SAFE)
                .where(SAFE.NAME.eq(name))
                .fetchOptional(SAFE.VALUE_ENCRYPTED)
                .map(encrypted -> vault.open("safe:" + name, encrypted));
    }

    public void remove(String name) {
        db.deleteFrom(SAFE).where(SAFE.NAME.eq(name)).execute();
    }
}
