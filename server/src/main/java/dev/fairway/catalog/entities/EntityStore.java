package dev.fairway.catalog.entities;

import dev.fairway.catalog.Entity;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.search.Calculations;
import dev.fairway.catalog.search.Calculations.Affected;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Puts a batch into the tables: the entities, their edges, and what jq makes of them and of those that read them. */
@Component
class EntityStore {

    private final EntityRows rows;
    private final Calculations calculations;

    EntityStore(EntityRows rows, Calculations calculations) {
        this.rows = rows;
        this.calculations = calculations;
    }

    void keep(Blueprint blueprint, List<Plan> plans, WriteOptions options) {
        List<Plan> created = plans.stream().filter(Plan::isNew).toList();
        List<Plan> updated = plans.stream().filter(plan -> !plan.isNew()).toList();
        List<Long> known = updated.stream().map(plan -> before(plan).id()).toList();
        Affected affected = calculations.readersOf(known);
        Map<String, Long> ids = new HashMap<>(rows.insert(blueprint, created, options));
        updated.forEach(plan -> ids.put(plan.identifier(), before(plan).id()));
        rows.update(blueprint, updated, options);
        rows.replaceEdges(blueprint, plans, ids);
        affected.add(blueprint, ids.values());
        affected.add(calculations.readersOf(ids.values()));
        affected.add(calculations.referringTo(renamed(updated)));
        calculations.settle(affected);
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
