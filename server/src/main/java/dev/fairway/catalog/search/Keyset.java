package dev.fairway.catalog.search;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.val;

import dev.fairway.shared.Cursor;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * An order of entities that pages can be cut from by value: the wanted properties, then the id. JSON values are
 * compared by PostgreSQL's own order of jsonb (numbers by size, texts by collation); missing ones come last.
 */
final class Keyset {

    private final PropertySql properties;
    private final List<Sort> sorts;
    private final List<Field<JSONB>> keys = new ArrayList<>();

    Keyset(PropertySql properties, List<Sort> sorts) {
        this.properties = properties;
        this.sorts = sorts;
        sorts.forEach(sort -> keys.add(properties.json(sort.property())));
    }

    List<OrderField<?>> orderBy() {
        List<OrderField<?>> order = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            order.add(
                    isDescending(i)
                            ? keys.get(i).desc().nullsLast()
                            : keys.get(i).asc().nullsLast());
        }
        order.add(properties.entity().ID.asc());
        return order;
    }

    /** The sort values of a row, to be selected beside the entity. */
    List<Field<?>> columns() {
        List<Field<?>> columns = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            columns.add(keys.get(i).as(name("sort:" + i)));
        }
        return columns;
    }

    Cursor cursor(Record row) {
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            JSONB value = row.get(field(name("sort:" + i), JSONB.class));
            values.add(value == null ? null : value.data());
        }
        values.add(String.valueOf(row.get(properties.entity().ID)));
        return new Cursor(values);
    }

    /** Rows behind the cursor: equal in the first keys and behind in the next, or equal in all with a larger id. */
    Condition after(String encoded) {
        Cursor cursor = Cursor.decode(encoded, keys.size() + 1);
        List<Condition> alternatives = new ArrayList<>();
        List<Condition> equal = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String value = cursor.values().get(i);
            Field<JSONB> key = keys.get(i);
            if (value != null) {
                Field<JSONB> last = val(JSONB.valueOf(value));
                Condition behind = isDescending(i) ? key.lt(last) : key.gt(last);
                alternatives.add(and(equal).and(behind.or(key.isNull())));
            }
            equal.add(value == null ? key.isNull() : key.eq(val(JSONB.valueOf(value))));
        }
        long id = Long.parseLong(String.valueOf(cursor.values().getLast()));
        alternatives.add(and(equal).and(properties.entity().ID.gt(id)));
        return or(alternatives);
    }

    private boolean isDescending(int index) {
        return sorts.get(index).order() == Sort.Order.DESC;
    }
}
