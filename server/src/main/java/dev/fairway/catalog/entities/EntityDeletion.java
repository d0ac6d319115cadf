package dev.fairway.catalog.entities;

import static fairway.tables.catalog.Tables.BLUEPRINT;
import static fairway.tables.catalog.Tables.EDGE;
import static fairway.tables.catalog.Tables.ENTITY;
import static fairway.tables.catalog.Tables.RELATION;
import static org.jooq.impl.DSL.count;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Entity;
import dev.fairway.catalog.EntityRef;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.BlueprintPermissions;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.blueprints.Relation;
import dev.fairway.catalog.changes.ChangeLog;
import dev.fairway.catalog.search.Calculations;
import dev.fairway.catalog.search.Calculations.Affected;
import dev.fairway.catalog.search.Entities;
import dev.fairway.catalog.search.EntityJson;
import dev.fairway.shared.Auditable.Action;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import dev.fairway.shared.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ArrayNode;

/** Removes entities. Those that cannot be without them (a required relation) go too, or stand in the way. */
@Component
public class EntityDeletion {

    private static final int SAMPLE = 5;

    private final DSLContext db;
    private final Blueprints blueprints;
    private final Entities entities;
    private final ChangeLog changes;
    private final Calculations calculations;
    private final SystemEntities system;

    EntityDeletion(
            DSLContext db,
            Blueprints blueprints,
            Entities entities,
            ChangeLog changes,
            Calculations calculations,
            SystemEntities system) {
        this.db = db;
        this.blueprints = blueprints;
        this.entities = entities;
        this.changes = changes;
        this.calculations = calculations;
        this.system = system;
    }

    /** What happens to entities that require a deleted one. */
    public enum OfDependents {
        REFUSED,
        DELETED
    }

    /** Entities of one blueprint that point to an entity over one relation. */
    public record Dependents(String blueprint, String relation, boolean required, long count, List<Example> sample) {
        public record Example(String identifier, String title) {}
    }

    /** @return the identifiers that were there and are gone */
    @Transactional
    public List<String> delete(String blueprint, Collection<String> identifiers, OfDependents dependents, Actor actor) {
        Blueprint kind = blueprints.kept(blueprints.get(blueprint));
        List<Entity> doomed = entities.lock(kind, identifiers);
        if (doomed.isEmpty()) {
            return List.of();
        }
        checkPermission(kind, doomed, actor);
        Long[] ids = doomed.stream().map(Entity::id).toArray(Long[]::new);
        settleDependents(ids, dependents, actor);
        Map<Long, ArrayNode> incoming = incoming(ids);
        changes.record(
                doomed.stream()
                        .map(entity -> new ChangeLog.Change(
                                Action.DELETE,
                                new EntityRef(blueprint, entity.identifier()),
                                EntityJson.of(kind, entity),
                                null,
                                incoming.getOrDefault(entity.id(), Json.array())))
                        .toList(),
                actor,
                null);
        Affected affected = calculations.readersOf(List.of(ids));
        affected.add(calculations.referringTo(List.of(ids)));
        db.deleteFrom(ENTITY).where(ENTITY.ID.in(ids)).execute();
        calculations.settle(affected);
        List<String> deleted = doomed.stream().map(Entity::identifier).toList();
        system.tellDeleted(kind, deleted, actor);
        return deleted;
    }

    /** Who points to an entity, for a look before it is deleted. */
    public List<Dependents> dependentsOf(Entity entity) {
        return db.select(BLUEPRINT.IDENTIFIER, RELATION.IDENTIFIER, RELATION.ID, count())
                .from(EDGE)
                .join(RELATION)
                .on(RELATION.ID.eq(EDGE.RELATION_ID))
                .join(BLUEPRINT)
                .on(BLUEPRINT.ID.eq(RELATION.BLUEPRINT_ID))
                .where(EDGE.TARGET_ID.eq(entity.id()))
                .groupBy(BLUEPRINT.IDENTIFIER, RELATION.IDENTIFIER, RELATION.ID)
                .orderBy(BLUEPRINT.IDENTIFIER, RELATION.IDENTIFIER)
                .fetch()
                .map(row -> new Dependents(
                        row.value1(),
                        row.value2(),
                        isRequired(row.value1(), row.value2()),
                        row.value4(),
                        sample(entity.id(), row.value3())));
    }

    private List<Dependents.Example> sample(long target, int relation) {
        return db.select(ENTITY.IDENTIFIER, ENTITY.TITLE)
                .from(EDGE)
                .join(ENTITY)
                .on(ENTITY.ID.eq(EDGE.SOURCE_ID))
                .where(EDGE.TARGET_ID.eq(target), EDGE.RELATION_ID.eq(relation))
                .orderBy(ENTITY.ID)
                .limit(SAMPLE)
                .fetch(row -> new Dependents.Example(row.value1(), row.value2() == null ? row.value1() : row.value2()));
    }

    private boolean isRequired(String blueprint, String relation) {
        Relation known = blueprints.get(blueprint).relations().get(relation);
        return known != null && known.isRequired();
    }

    private void settleDependents(Long[] ids, OfDependents dependents, Actor actor) {
        Map<String, List<String>> requiring = new HashMap<>();
        db.select(BLUEPRINT.IDENTIFIER, RELATION.IDENTIFIER, ENTITY.IDENTIFIER)
                .from(EDGE)
                .join(RELATION)
                .on(RELATION.ID.eq(EDGE.RELATION_ID))
                .join(BLUEPRINT)
                .on(BLUEPRINT.ID.eq(RELATION.BLUEPRINT_ID))
                .join(ENTITY)
                .on(ENTITY.ID.eq(EDGE.SOURCE_ID))
                .where(EDGE.TARGET_ID.in(ids), EDGE.SOURCE_ID.notIn(ids))
                .forEach(row -> {
                    if (isRequired(row.value1(), row.value2())) {
                        requiring
                                .computeIfAbsent(row.value1(), name -> new ArrayList<>())
                                .add(row.value3());
                    }
                });
        if (!requiring.isEmpty() && dependents == OfDependents.REFUSED) {
            throw new Conflict(
                    "has_dependents",
                    "Other entities require this one: %s; delete them too with delete_dependents=true, or change them"
                            .formatted(requiring),
                    Map.of("dependents", requiring));
        }
        requiring.forEach((blueprint, identifiers) -> delete(blueprint, identifiers, dependents, actor));
    }

    private Map<Long, ArrayNode> incoming(Long[] ids) {
        Map<Long, ArrayNode> incoming = new HashMap<>();
        db.select(EDGE.TARGET_ID, BLUEPRINT.IDENTIFIER, ENTITY.IDENTIFIER, RELATION.IDENTIFIER)
                .from(EDGE)
                .join(RELATION)
                .on(RELATION.ID.eq(EDGE.RELATION_ID))
                .join(ENTITY)
                .on(ENTITY.ID.eq(EDGE.SOURCE_ID))
                .join(BLUEPRINT)
                .on(BLUEPRINT.ID.eq(ENTITY.BLUEPRINT_ID))
                .where(EDGE.TARGET_ID.in(ids))
                .forEach(row -> incoming.computeIfAbsent(row.value1(), id -> Json.array())
                        .addObject()
                        .put("blueprint", row.value2())
                        .put("identifier", row.value3())
                        .put("relation", row.value4()));
        return incoming;
    }

    private static void checkPermission(Blueprint blueprint, List<Entity> doomed, Actor actor) {
        BlueprintPermissions permissions = BlueprintPermissions.of(blueprint);
        for (Entity entity : doomed) {
            if (!permissions.mayUnregister(actor, entity.heading().team())) {
                throw new Refused("%s may not delete \"%s\" of blueprint \"%s\"; its moderators and administrators may"
                        .formatted(actor.name(), entity.identifier(), blueprint.identifier()));
            }
        }
    }
}
