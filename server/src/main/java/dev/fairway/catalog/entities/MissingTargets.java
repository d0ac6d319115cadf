package dev.fairway.catalog.entities;

import dev.fairway.catalog.Entity;
import dev.fairway.catalog.EntityRef;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.BlueprintPermissions;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.blueprints.Identifiers;
import dev.fairway.catalog.blueprints.Relation;
import dev.fairway.catalog.changes.ChangeLog;
import dev.fairway.catalog.entities.EntityRows.Target;
import dev.fairway.catalog.search.Entities;
import dev.fairway.catalog.search.EntityJson;
import dev.fairway.shared.Auditable.Action;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Problem;
import dev.fairway.shared.Refused;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Relations that point to entities which are not there: refused, or the entities are made. */
@Component
class MissingTargets {

    private final Blueprints blueprints;
    private final Entities entities;
    private final EntityRows rows;
    private final ChangeLog changes;
    private final SystemEntities system;
    private final Clock clock;

    MissingTargets(
            Blueprints blueprints,
            Entities entities,
            EntityRows rows,
            ChangeLog changes,
            SystemEntities system,
            Clock clock) {
        this.blueprints = blueprints;
        this.entities = entities;
        this.rows = rows;
        this.changes = changes;
        this.system = system;
        this.clock = clock;
    }

    /** @return the plans whose relations all have their targets; the others are among the outcomes */
    List<Plan> settle(Blueprint blueprint, List<Plan> plans, WriteOptions options, List<Outcome> outcomes) {
        Set<Target> wanted = new LinkedHashSet<>();
        plans.stream().filter(Plan::changesRelations).forEach(plan -> wanted.addAll(targets(blueprint, plan)));
        Set<Target> missing = new HashSet<>(rows.missing(wanted));
        if (missing.isEmpty()) {
            return plans;
        }
        if (options.missing() == WriteOptions.Missing.CREATED) {
            plans.forEach(plan -> missing.remove(new Target(blueprint.id(), plan.identifier())));
            create(missing, options);
            return plans;
        }
        return withoutRefused(blueprint, plans, missing, outcomes);
    }

    /** An entity of the same batch counts as there, unless it is refused itself. */
    private List<Plan> withoutRefused(
            Blueprint blueprint, List<Plan> plans, Set<Target> missing, List<Outcome> outcomes) {
        List<Plan> kept = new ArrayList<>(plans);
        boolean settled = false;
        while (!settled) {
            Set<Target> absent = new HashSet<>(missing);
            kept.forEach(plan -> absent.remove(new Target(blueprint.id(), plan.identifier())));
            settled = !kept.removeIf(plan -> {
                Optional<Target> lost = targets(blueprint, plan).stream()
                        .filter(absent::contains)
                        .findFirst();
                lost.ifPresent(
                        target -> outcomes.add(new Outcome.Refused(plan.index(), plan.identifier(), notFound(target))));
                return lost.isPresent();
            });
        }
        return kept;
    }

    private NotFound notFound(Target target) {
        return new NotFound("entity", "identifier", nameOf(target.blueprint()) + "/" + target.identifier());
    }

    private String nameOf(int blueprint) {
        return byId(blueprint).identifier();
    }

    private Blueprint byId(int id) {
        return blueprints.all().stream()
                .filter(blueprint -> blueprint.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No blueprint has the id " + id));
    }

    private Set<Target> targets(Blueprint blueprint, Plan plan) {
        Set<Target> targets = new LinkedHashSet<>();
        plan.relations().forEach((name, identifiers) -> {
            Relation relation = Objects.requireNonNull(blueprint.relations().get(name));
            int target = blueprints.get(relation.target()).id();
            identifiers.forEach(identifier -> targets.add(new Target(target, identifier)));
        });
        return targets;
    }

    private void create(Set<Target> missing, WriteOptions options) {
        Map<Integer, List<Target>> byBlueprint = missing.stream().collect(Collectors.groupingBy(Target::blueprint));
        byBlueprint.forEach((id, targets) -> create(byId(id), targets, options));
    }

    private void create(Blueprint blueprint, List<Target> targets, WriteOptions options) {
        if (!BlueprintPermissions.of(blueprint).mayRegister(options.actor(), List.of())) {
            throw new Refused("%s may not create missing entities of blueprint \"%s\""
                    .formatted(options.actor().name(), blueprint.identifier()));
        }
        List<Problem> problems = new ArrayList<>();
        targets.forEach(target -> Identifiers.ofEntities(blueprint).check("relations", target.identifier(), problems));
        InvalidInput.check(problems);
        Entity.Heading bare = new Entity.Heading(null, null, List.of());
        List<Plan> plans = targets.stream()
                .map(target -> new Plan(0, null, target.identifier(), bare, Json.object(), Map.of()))
                .toList();
        rows.insert(blueprint, plans, options, clock.instant());
        List<ChangeLog.Change> created =
                entities
                        .stored(
                                blueprint,
                                targets.stream().map(Target::identifier).toList())
                        .stream()
                        .map(entity -> new ChangeLog.Change(
                                Action.CREATE,
                                new EntityRef(blueprint.identifier(), entity.identifier()),
                                null,
                                EntityJson.of(blueprint, entity),
                                null))
                        .toList();
        changes.record(created, options.actor(), options.runId());
        plans.forEach(plan -> system.tell(blueprint, plan, options.actor()));
    }
}
