package dev.fairway.catalog.entities;

import dev.fairway.catalog.Entity;
import dev.fairway.catalog.EntityRef;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.changes.ChangeLog;
import dev.fairway.catalog.entities.Outcome.Effect;
import dev.fairway.catalog.entities.Outcome.Written;
import dev.fairway.catalog.search.Entities;
import dev.fairway.catalog.search.EntityJson;
import dev.fairway.shared.Auditable.Action;
import dev.fairway.shared.PlatformException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Writes a batch inside the caller's transaction: entities, edges, change rows. What is refused is left out. */
@Component
class EntityWriter {

    private final Blueprints blueprints;
    private final Entities entities;
    private final EntityStore store;
    private final MissingTargets missingTargets;
    private final ChangeLog changes;
    private final SystemEntities system;
    private final SearchedNames names;

    EntityWriter(
            Blueprints blueprints,
            Entities entities,
            EntityStore store,
            MissingTargets missingTargets,
            ChangeLog changes,
            SystemEntities system,
            SearchedNames names) {
        this.blueprints = blueprints;
        this.entities = entities;
        this.store = store;
        this.missingTargets = missingTargets;
        this.changes = changes;
        this.system = system;
        this.names = names;
    }

    /** @return one outcome an item, in the order of the items */
    List<Outcome> write(Blueprint known, List<? extends JsonNode> bodies, WriteOptions options) {
        Blueprint blueprint = blueprints.kept(known);
        List<Outcome> outcomes = new ArrayList<>();
        Map<String, Draft> drafts = new LinkedHashMap<>();
        for (int index = 0; index < bodies.size(); index++) {
            read(new Item(index, bodies.get(index)), blueprint, options, drafts, outcomes);
        }
        Map<String, Entity> existing = entities.lock(blueprint, drafts.keySet()).stream()
                .collect(Collectors.toMap(Entity::identifier, entity -> entity));
        Planner planner = new Planner(blueprint, options);
        List<Plan> plans = new ArrayList<>();
        for (Draft draft : drafts.values()) {
            plan(planner, draft, existing.get(draft.identifier()), plans, outcomes);
        }
        outcomes.addAll(execute(blueprint, plans, options));
        outcomes.sort((one, other) -> Integer.compare(one.index(), other.index()));
        return outcomes;
    }

    /** Writes one entity that is known by {@code identifier} and may get another one. */
    List<Outcome> rewrite(Blueprint blueprint, Draft draft, Entity before, WriteOptions options) {
        return execute(blueprint, List.of(new Planner(blueprint, options).plan(draft, before)), options);
    }

    private List<Outcome> execute(Blueprint blueprint, List<Plan> wanted, WriteOptions options) {
        return blueprint.key().system()
                ? system.oneByOne(blueprint, wanted, options.actor(), plan -> keep(blueprint, List.of(plan), options))
                : keep(blueprint, wanted, options);
    }

    private List<Outcome> keep(Blueprint blueprint, List<Plan> wanted, WriteOptions options) {
        List<Outcome> outcomes = new ArrayList<>();
        List<Plan> plans = missingTargets.settle(blueprint, wanted, options, outcomes);
        record(blueprint, plans, store.keep(blueprint, plans, options), options);
        plans.forEach(plan -> outcomes.add(new Written(plan.index(), plan.identifier(), effect(plan))));
        return outcomes;
    }

    /** What was sent, and its place in the batch. */
    record Item(int index, JsonNode body) {}

    /** @throws PlatformException when it has not the shape of an entity, or searches for names that cannot be found */
    Draft draft(Blueprint blueprint, Item item, WriteOptions options) {
        return Draft.read(item.index(), blueprint, names.resolved(blueprint, item.body(), options.actor()));
    }

    private void read(
            Item item, Blueprint blueprint, WriteOptions options, Map<String, Draft> drafts, List<Outcome> outcomes) {
        try {
            Draft draft = draft(blueprint, item, options);
            Draft earlier = drafts.put(draft.identifier(), draft);
            if (earlier != null) {
                outcomes.add(new Written(earlier.index(), earlier.identifier(), Effect.UNCHANGED));
            }
        } catch (PlatformException reason) {
            outcomes.add(new Outcome.Refused(item.index(), Draft.nameOf(item.body()), reason));
        }
    }

    private static void plan(
            Planner planner, Draft draft, @Nullable Entity before, List<Plan> plans, List<Outcome> outcomes) {
        try {
            plans.add(planner.plan(draft, before));
        } catch (PlatformException reason) {
            outcomes.add(new Outcome.Refused(draft.index(), draft.identifier(), reason));
        }
    }

    private static Effect effect(Plan plan) {
        if (plan.isNew()) {
            return Effect.CREATED;
        }
        return plan.changesAnything() ? Effect.UPDATED : Effect.UNCHANGED;
    }

    private void record(Blueprint blueprint, List<Plan> plans, Map<String, Entity> after, WriteOptions options) {
        List<Plan> changed = plans.stream().filter(Plan::changesAnything).toList();
        List<ChangeLog.Change> recorded = new ArrayList<>();
        for (Plan plan : changed) {
            Entity before = plan.before();
            Entity now = after.get(plan.identifier());
            recorded.add(new ChangeLog.Change(
                    before == null ? Action.CREATE : Action.UPDATE,
                    new EntityRef(blueprint.identifier(), plan.identifier()),
                    before == null ? null : EntityJson.of(blueprint, before),
                    now == null ? null : EntityJson.of(blueprint, now),
                    null));
        }
        changes.record(recorded, options.actor(), options.runId());
    }
}
