package dev.fairway.catalog.search;

import static fairway.tables.catalog.Tables.TALLY;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sum;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.rules.PropertySql;
import dev.fairway.shared.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
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
        Field<JSONB> value = field("nullif({0}, 'null'::jsonb)", JSONB.class, properties.json(property))
                .as(name("value"));
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

    /** The same of every entity of a blueprint, from the tally that writers keep. */
    static List<Value> tallied(DSLContext db, Blueprint blueprint, String property, int limit) {
        Field<BigDecimal> total = sum(TALLY.COUNT);
        List<Value> values = new ArrayList<>(db.select(TALLY.VALUE, total)
                .from(TALLY)
                .where(TALLY.BLUEPRINT_ID.eq(blueprint.id()), TALLY.PROPERTY.eq(property))
                .groupBy(TALLY.VALUE)
                .having(total.gt(BigDecimal.ZERO))
                .fetch(row ->
                        new Value(Json.read(row.value1().data()), row.value2().longValue())));
        long without =
                total(db, blueprint) - values.stream().mapToLong(Value::count).sum();
        if (without > 0) {
            values.add(new Value(NullNode.getInstance(), without));
        }
        return values.stream()
                .sorted(Comparator.comparingLong(Value::count).reversed())
                .limit(limit)
                .toList();
    }

    /** How many entities a blueprint has, from its tally. */
    static long total(DSLContext db, Blueprint blueprint) {
        BigDecimal total = db.select(sum(TALLY.COUNT))
                .from(TALLY)
                .where(TALLY.BLUEPRINT_ID.eq(blueprint.id()), TALLY.PROPERTY.eq(""))
                .fetchSingle()
                .value1();
        return total == null ? 0 : total.longValue();
    }
}
