package dev.fairway.catalog.search;

import static fairway.tables.catalog.Tables.ENTITY;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.indexes.Shortcut;
import dev.fairway.catalog.rules.PropertySql;
import dev.fairway.catalog.rules.SortKey;
import dev.fairway.shared.Cursor;
import dev.fairway.shared.InvalidInput;
import fairway.tables.catalog.tables.Entity;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * An order of entities that pages can be cut from by value: the wanted properties, then the id. Missing values come
 * last. Orders by one property are read in two stretches, with a value and without, because each of them is a plain walk
 * along an index.
 */
final class Keyset {

    private static final Entity INDEXED = ENTITY.as("entity");

    private final PropertySql properties;
    private final List<Sort> sorts;
    private final List<SortKey> keys = new ArrayList<>();

    Keyset(PropertySql properties, List<Sort> sorts) {
        this.properties = properties;
        this.sorts = sorts;
        sorts.forEach(sort -> keys.add(SortKey.of(properties, sort.property())));
    }

    /** Asks for an index over an order that is wanted often and has none. */
    void wishForIndex() {
        Blueprint blueprint = properties.scope().blueprint();
        if (keys.size() == 1
                && blueprint != null
                && properties.isStored(sorts.getFirst().property())) {
            SortKey indexed =
                    SortKey.of(properties.over(INDEXED), sorts.getFirst().property());
            properties.scope().shortcuts().has(new Shortcut(blueprint.id(), Shortcut.Kind.ORDER, indexed.sql()));
        }
    }

    /** A part of the order; the next one begins where it ends. */
    record Stretch(Condition where, List<OrderField<?>> orderBy) {}

    /** @param from cursor of the last row that was seen; null at the beginning */
    List<Stretch> stretches(@Nullable String from) {
        Cursor cursor = from == null ? null : Cursor.decode(from, keys.size() + 1);
        return switch (keys.size()) {
            case 0 -> List.of(byId(cursor));
            case 1 -> byOne(keys.getFirst(), cursor);
            default -> List.of(bySeveral(cursor));
        };
    }

    private Stretch byId(@Nullable Cursor cursor) {
        Field<Long> id = properties.entity().ID;
        return new Stretch(cursor == null ? noCondition() : id.gt(idOf(cursor)), List.of(id.asc()));
    }

    private List<Stretch> byOne(SortKey key, @Nullable Cursor cursor) {
        if (cursor == null) {
            return key.optional()
                    ? List.of(withValue(key, noCondition()), withoutValue(key, noCondition()))
                    : List.of(withValue(key, noCondition()));
        }
        Field<Long> id = properties.entity().ID;
        String last = cursor.values().getFirst();
        if (last == null) {
            return List.of(withoutValue(key, isDescending(0) ? id.lt(idOf(cursor)) : id.gt(idOf(cursor))));
        }
        Stretch rest = withValue(key, key.behind(last, id, idOf(cursor), isDescending(0)));
        return key.optional() ? List.of(rest, withoutValue(key, noCondition())) : List.of(rest);
    }

    private Stretch withValue(SortKey key, Condition behind) {
        Condition where = key.optional() ? key.value().isNotNull().and(behind) : behind;
        return new Stretch(
                where,
                List.of(directed(key.value(), isDescending(0)), directed(properties.entity().ID, isDescending(0))));
    }

    private Stretch withoutValue(SortKey key, Condition behind) {
        return new Stretch(
                key.value().isNull().and(behind), List.of(directed(properties.entity().ID, isDescending(0))));
    }

    /** Rows behind the cursor: equal in the first keys and behind in the next, or equal in all with a larger id. */
    private Stretch bySeveral(@Nullable Cursor cursor) {
        List<OrderField<?>> order = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            order.add(directed(keys.get(i).value(), isDescending(i)).nullsLast());
        }
        order.add(properties.entity().ID.asc());
        if (cursor == null) {
            return new Stretch(noCondition(), order);
        }
        List<Condition> alternatives = new ArrayList<>();
        List<Condition> equal = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String value = cursor.values().get(i);
            if (value != null) {
                alternatives.add(and(equal).and(keys.get(i).behind(value, isDescending(i))));
            }
            equal.add(keys.get(i).equalTo(value));
        }
        alternatives.add(and(equal).and(properties.entity().ID.gt(idOf(cursor))));
        return new Stretch(or(alternatives), order);
    }

    private static <T> org.jooq.SortField<T> directed(Field<T> field, boolean descending) {
        return descending ? field.desc() : field.asc();
    }

    /** The sort values of a row, to be selected beside the entity. */
    List<Field<?>> columns() {
        List<Field<?>> columns = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            columns.add(keys.get(i).asText().as(name("sort:" + i)));
        }
        return columns;
    }

    Cursor cursor(Record row) {
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            values.add(row.get(field(name("sort:" + i), String.class)));
        }
        values.add(String.valueOf(row.get(properties.entity().ID)));
        return new Cursor(values);
    }

    private static long idOf(Cursor cursor) {
        try {
            return Long.parseLong(String.valueOf(cursor.values().getLast()));
        } catch (NumberFormatException forged) {
            throw new InvalidInput("from", "is not a cursor of this search");
        }
    }

    private boolean isDescending(int index) {
        return sorts.get(index).order() == Sort.Order.DESC;
    }
}
