package dev.fairway.catalog.entities;

import dev.fairway.catalog.Entity;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.search.Calculations;
import dev.fairway.catalog.search.Calculations.Affected;
import dev.fairway.catalog.search.Entities;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts a batch into the tables: the entities, their edges, and what jq makes of them and of those that read them. */
@Component
class EntityStore {

    private final EntityRows rows;
    private final Entities stored;
    private final Calculations calculations;
    private final Clock clock;

    EntityStore(EntityRows rows, Entities stored, Calculations calculations, Clock clock) {
        this.rows = rows;
        this.stored = stored;
        this.clock = clock;
        this.calculations = calculations;
    }

    /** @return the changed ones as they are now, by identifier, without what is derived */
    Map<String, Entity> keep(Blueprint blueprint, List<Plan> plans, WriteOptions options) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Plan> created = plans.stream().filter(Plan::isNew).toList();
        List<Plan> updated = plans.stream().filter(plan -> !plan.isNew()).toList();
        List<Long> renamed = renamed(updated);
        List<Long> known = updated.stream().map(plan -> before(plan).id()).toList();
        Affected affected = calculations.readersOf(known);
        Map<String, Long> ids = new HashMap<>(rows.insert(blueprint, created, options, now));
        updated.forEach(plan -> ids.put(plan.identifier(), before(plan).id()));
        rows.update(blueprint, updated, options, now);
        rows.renameTargets(renamed);
        rows.replaceEdges(blueprint, plans, ids);
        affected.add(blueprint, ids.values());
        affected.add(calculations.readersOf(ids.values()));
        affected.add(calculations.referringTo(renamed));
        calculations.settle(affected);
        return written(blueprint, plans.stream().filter(Plan::changesAnything).toList(), ids, options, now);
    }

    /** Inherited owners are in the database only. */
    private Map<String, Entity> written(
            Blueprint blueprint, List<Plan> changed, Map<String, Long> ids, WriteOptions options, Instant now) {
        Stream<Entity> entities = blueprint.inheritedOwnerPath() == null
                ? changed.stream()
                        .map(plan -> plan.written(
                                blueprint, Objects.requireNonNull(ids.get(plan.identifier())), options.actor(), now))
                : stored
                        .stored(
                                blueprint,
                                changed.stream().map(Plan::identifier).toList())
                        .stream();
        return entities.collect(Collectors.toMap(Entity::identifier, entity -> entity));
    }

    private static List<Long> renamed(List<Plan> updated) {
        return updated.stream()
                .filter(plan -> !before(plan).identifier().equals(plan.identifier()))
                .map(plan -> before(plan).id())
                .toList();
    }

    private static Entity before(Plan plan) {
        return Objects.requireNonNull(plan.before());
    }
}
