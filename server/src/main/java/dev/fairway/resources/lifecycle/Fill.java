package dev.fairway.resources.lifecycle;

import static fairway.tables.resources.Tables.RESOURCE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;

import java.util.List;
import java.util.OptionalDouble;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import tools.jackson.databind.JsonNode;

/**
 * How much of what was asked for is used, as it was seen last: the greatest share of a measure in the field that it fills.
 *
 * @param measure what is seen
 * @param specified the field that was asked for
 * @param unit how many of the measure one of the field is
 */
record Fill(String measure, String specified, long unit) {

    private static final List<Fill> ALL = List.of(
            new Fill("diskBytes", "disk", 1_000_000_000),
            new Fill("sizeBytes", "storage", 1_000_000_000),
            new Fill("memoryBytes", "memory", 1_000_000),
            new Fill("connections", "connections", 1));
    private static final double LITTLE = 0.1;

    /** Nothing where nothing of it is measured. */
    static OptionalDouble of(Resource resource) {
        JsonNode measures = resource.standing().observed().path("measures");
        return ALL.stream()
                .filter(one -> measures.path(one.measure).isNumber())
                .filter(one -> one.wanted(resource) > 0)
                .mapToDouble(one -> measures.path(one.measure).asDouble() / one.wanted(resource))
                .max();
    }

    private double wanted(Resource resource) {
        return resource.wish().specification().path(specified).asDouble(0) * unit;
    }

    /** Whether less than a tenth of everything that is measured is used. */
    static Condition isLittle() {
        List<Field<Double>> shares = ALL.stream().map(Fill::share).toList();
        return greatest(shares.getFirst(), shares.subList(1, shares.size()).toArray(Field<?>[]::new))
                .lt(LITTLE);
    }

    private Field<Double> share() {
        Field<Double> seen = number(field("{0} -> 'measures' -> {1}", JSONB.class, RESOURCE.OBSERVED, inline(measure)));
        Field<Double> wanted = number(field("{0} -> {1}", JSONB.class, RESOURCE.SPECIFICATION, inline(specified)));
        return field("{0} / nullif({1} * {2}, 0)", Double.class, seen, wanted, inline(unit));
    }

    private static Field<Double> number(Field<JSONB> value) {
        return field("case jsonb_typeof({0}) when 'number' then ({0})::float8 end", Double.class, value);
    }
}
