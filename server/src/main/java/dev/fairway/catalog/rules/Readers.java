package dev.fairway.catalog.rules;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.blueprints.Derived;
import dev.fairway.catalog.blueprints.Derived.Aggregation;
import dev.fairway.catalog.blueprints.Derived.Calculation;
import dev.fairway.catalog.blueprints.Derived.Mirror;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Record1;
import org.jooq.Select;

/**
 * Entities of one blueprint whose calculations may read other entities, and the ways on which they do: over mirrors,
 * aggregations and inherited ownership.
 *
 * @param ways from the reading entity to what it reads
 */
public record Readers(Blueprint blueprint, List<Hops> ways) {

    /** Those of every blueprint that has any. */
    public static List<Readers> of(Blueprints blueprints) {
        return blueprints.all().stream()
                .filter(Readers::calculates)
                .map(blueprint -> new Readers(blueprint, ways(blueprints, blueprint)))
                .filter(readers -> !readers.ways().isEmpty())
                .toList();
    }

    public static boolean calculates(Blueprint blueprint) {
        return blueprint.derived().values().stream().anyMatch(Calculation.class::isInstance);
    }

    private static List<Hops> ways(Blueprints blueprints, Blueprint blueprint) {
        List<Hops> ways = new ArrayList<>();
        for (Derived derived : blueprint.derived().values()) {
            way(blueprints, blueprint, derived).ifPresent(ways::add);
        }
        List<String> owners = blueprint.inheritedOwnerPath();
        if (owners != null) {
            Hops.along(blueprints, blueprint, owners).ifPresent(ways::add);
        }
        return ways;
    }

    private static Optional<Hops> way(Blueprints blueprints, Blueprint blueprint, Derived derived) {
        return switch (derived) {
            case Mirror mirror -> Hops.along(blueprints, blueprint, mirror.relations());
            case Aggregation aggregation ->
                blueprints
                        .find(aggregation.target())
                        .flatMap(target -> PropertySql.way(blueprints, aggregation, blueprint, target));
            case Calculation own -> Optional.empty();
        };
    }

    /** The ids of the readers on whose ways any of these entities is. */
    public Select<Record1<Long>> reading(Collection<Long> ids) {
        Select<Record1<Long>> readers = null;
        for (Hops way : ways) {
            for (Hops part : way.beginnings()) {
                Select<Record1<Long>> some =
                        part.reversed().from(select(field("unnest({0})", Long.class, val(ids.toArray(Long[]::new)))));
                readers = readers == null ? some : readers.union(some);
            }
        }
        return java.util.Objects.requireNonNull(readers);
    }
}
