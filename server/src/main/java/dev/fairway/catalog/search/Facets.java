package dev.fairway.catalog.search;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import dev.fairway.shared.Json;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** How often each value of a property occurs, the most frequent first. */
public final class Facets {

    private Facets() {}

    /** @param value JSON null for entities that have none; a list counts as one value */
    public record Value(JsonNode value, long count) {}

    static List<Value> of(DSLContext db, PropertySql properties, String property, Condition matching, int limit) {
        Field<JSONB> value = properties.json(property).as(name("value"));
        var values = org.jooq
                .impl
                .DSL
                .select(value)
                .from(properties.entity())
                .where(matching)
                .asTable("v");
        Field<JSONB> grouped = field(name("v", "value"), JSONB.class);
        return db.select(grouped, count())
                .from(values)
                .groupBy(grouped)
                .orderBy(count().desc(), grouped.asc().nullsLast())
                .limit(limit)
                .fetch(row -> new Value(
                        row.value1() == null
                                ? NullNode.getInstance()
                                : Json.read(row.value1().data()),
                        row.value2()));
    }
}
