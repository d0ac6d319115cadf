package dev.fairway.catalog.entities;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.blueprints.Relation;
import dev.fairway.shared.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes batches of entities and their edges: each statement takes the whole batch as one JSON document. */
@Repository
class EntityRows {

    private static final String INSERT = """
            insert into catalog.entity (blueprint_id, identifier, title, icon, team, properties, datasource,
                                        created_at, created_by, updated_at, updated_by)
            select ?, r.identifier, r.title, r.icon, array(select jsonb_array_elements_text(r.team)), r.properties, ?,
                   ?::timestamptz, ?, ?::timestamptz, ?
            from jsonb_to_recordset(?::jsonb) as r(identifier text, title text, icon text, team jsonb, properties jsonb)
            order by r.identifier
            on conflict (blueprint_id, identifier) do nothing
            returning id, identifier
            """;

    private static final String UPDATE = """
            update catalog.entity e
            set identifier = r.identifier, title = r.title, icon = r.icon,
                team = array(select jsonb_array_elements_text(r.team)), properties = r.properties,
                version = e.version + r.step, datasource = ?, updated_at = ?::timestamptz, updated_by = ?
            from jsonb_to_recordset(?::jsonb)
                 as r(id bigint, identifier text, title text, icon text, team jsonb, properties jsonb, step int)
            where e.id = r.id
            """;

    /** The targets are kept from being deleted, in one order so that two writers do not wait for each other. */
    private static final String INSERT_EDGES = """
            insert into catalog.edge (source_id, relation_id, target_id, position, target)
            select r.source, r.relation, t.id, r.position, t.identifier
            from jsonb_to_recordset(?::jsonb)
                 as r(source bigint, relation int, blueprint int, target text, position int)
            join catalog.entity t on t.blueprint_id = r.blueprint and t.identifier = r.target
            order by t.id
            for key share of t
            """;

    private static final String RENAME_TARGETS = """
            update catalog.edge g set target = t.identifier
            from catalog.entity t
            where t.id = any(?) and g.target_id = t.id
            """;

    private static final String MISSING = """
            select r.blueprint, r.target
            from jsonb_to_recordset(?::jsonb) as r(blueprint int, target text)
            where not exists (
                select 1 from catalog.entity t where t.blueprint_id = r.blueprint and t.identifier = r.target)
            """;

    private final DSLContext db;
    private final Blueprints blueprints;

    EntityRows(DSLContext db, Blueprints blueprints) {
        this.db = db;
        this.blueprints = blueprints;
    }

    /** An entity that a relation points to. */
    record Target(int blueprint, String identifier) {}

    /** @throws CannotAcquireLockException when another writer made one of them just now; the batch may be tried again */
    Map<String, Long> insert(Blueprint blueprint, List<Plan> plans, WriteOptions options, Instant at) {
        if (plans.isEmpty()) {
            return Map.of();
        }
        ArrayNode rows = Json.array();
        plans.forEach(plan -> rows.add(row(blueprint, plan)));
        OffsetDateTime now = at.atOffset(ZoneOffset.UTC);
        String actor = options.actor().name();
        Map<String, Long> ids = new HashMap<>();
        db.fetch(INSERT, blueprint.id(), options.actor().origin(), now, actor, now, actor, rows.toString())
                .forEach(row -> ids.put(row.get("identifier", String.class), row.get("id", Long.class)));
        if (ids.size() < plans.size()) {
            throw new CannotAcquireLockException("Another writer made some of these entities just now");
        }
        return ids;
    }

    void update(Blueprint blueprint, List<Plan> plans, WriteOptions options, Instant at) {
        if (plans.isEmpty()) {
            return;
        }
        ArrayNode rows = Json.array();
        plans.forEach(plan -> rows.add(row(blueprint, plan)
                .put("id", Objects.requireNonNull(plan.before()).id())
                .put("step", plan.changesAnything() ? 1 : 0)));
        db.execute(
                UPDATE,
                options.actor().origin(),
                at.atOffset(ZoneOffset.UTC),
                options.actor().name(),
                rows.toString());
    }

    /**
     * @param ids of the entities by identifier
     * @throws CannotAcquireLockException when a target was renamed or deleted just now; the batch may be tried again
     */
    void replaceEdges(Blueprint blueprint, List<Plan> plans, Map<String, Long> ids) {
        ArrayNode edges = Json.array();
        Long[] sources = plans.stream()
                .filter(plan -> !plan.isNew() && plan.changesRelations())
                .map(plan -> Objects.requireNonNull(plan.before()).id())
                .toArray(Long[]::new);
        for (Plan plan : plans) {
            if (plan.changesRelations()) {
                long source = Objects.requireNonNull(ids.get(plan.identifier()));
                plan.relations().forEach((name, targets) -> {
                    Relation relation =
                            Objects.requireNonNull(blueprint.relations().get(name));
                    int target = blueprints.get(relation.target()).id();
                    for (int position = 0; position < targets.size(); position++) {
                        edges.addObject()
                                .put("source", source)
                                .put("relation", relation.id())
                                .put("blueprint", target)
                                .put("target", targets.get(position))
                                .put("position", position);
                    }
                });
            }
        }
        if (sources.length > 0) {
            db.execute("delete from catalog.edge where source_id = any(?)", (Object) sources);
        }
        if (!edges.isEmpty() && db.execute(INSERT_EDGES, edges.toString()) < edges.size()) {
            throw new CannotAcquireLockException(
                    "What some of these entities point to was renamed or deleted just now");
        }
    }

    /** Edges hold what their targets are called. Writers of edges and a rename wait for each other at the target. */
    void renameTargets(List<Long> renamed) {
        if (!renamed.isEmpty()) {
            db.execute(RENAME_TARGETS, (Object) renamed.toArray(Long[]::new));
        }
    }

    List<Target> missing(Collection<Target> targets) {
        if (targets.isEmpty()) {
            return List.of();
        }
        ArrayNode rows = Json.array();
        targets.forEach(
                target -> rows.addObject().put("blueprint", target.blueprint()).put("target", target.identifier()));
        return db.fetch(MISSING, rows.toString())
                .map(row -> new Target(row.get("blueprint", Integer.class), row.get("target", String.class)));
    }

    private static ObjectNode row(Blueprint blueprint, Plan plan) {
        boolean inherits = blueprint.inheritedOwnerPath() != null;
        ObjectNode row = Json.object();
        row.put("identifier", plan.identifier());
        row.put("title", plan.heading().title());
        row.put("icon", plan.heading().icon());
        row.set("team", Json.array(inherits ? List.of() : plan.heading().team()));
        row.set("properties", plan.properties());
        return row;
    }
}
