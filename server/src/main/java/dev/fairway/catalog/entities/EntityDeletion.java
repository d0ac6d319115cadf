package dev.fairway.catalog.entities;

import static fairway.tables.catalog.Tables.BLUEPRINT;
import static fairway.tables.catalog.Tables.EDGE;
import static fairway.tables.catalog.Tables.ENTITY;
import static fairway.tables.catalog.Tables.RELATION;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Entity;
import dev.fairway.catalog.EntityRef;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.BlueprintPermissions;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.changes.ChangeLog;
import dev.fairway.catalog.search.Calculations;
import dev.fairway.catalog.search.Calculations.Affected;
import dev.fairway.catalog.search.Entities;
import dev.fairway.catalog.search.EntityJson;
import dev.fairway.shared.Auditable.Action;
import dev.fairway.shared.Json;
import dev.fairway.shared.Refused;
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

    private final DSLContext db;
    private final Blueprints blueprints;
    private final Entities entities;
    private final ChangeLog changes;
    private final Calculations calculations;
    private final SystemEntities system;
    private final DependentEntities dependents;

    EntityDeletion(
            DSLContext db,
            Blueprints blueprints,
            Entities entities,
            ChangeLog changes,
            Calculations calculations,
            SystemEntities system,
            DependentEntities dependents) {
        this.db = db;
        this.blueprints = blueprints;
        this.entities = entities;
        this.changes = changes;
        this.calculations = calculations;
        this.system = system;
        this.dependents = dependents;
    }

    /** What happens to entities that require a deleted one. */
    public enum OfDependents {
        REFUSED,
        DELETED
    }

    /** @return the identifiers that were there and are gone */
    @Transactional
    public List<String> delete(String blueprint, Collection<String> identifiers, OfDependents fate, Actor actor) {
        Blueprint kind = blueprints.kept(blueprints.get(blueprint));
        List<Entity> doomed = entities.lock(kind, identifiers);
        if (doomed.isEmpty()) {
            return List.of();
        }
        checkPermission(kind, doomed, actor);
        Long[] ids = doomed.stream().map(Entity::id).toArray(Long[]::new);
        settleDependents(ids, fate, actor);
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

    private void settleDependents(Long[] ids, OfDependents fate, Actor actor) {
        List<DependentEntities.Requiring> requiring = dependents.requiring(ids);
        if (!requiring.isEmpty() && fate == OfDependents.REFUSED) {
            throw dependents.inTheWay(requiring, actor);
        }
        requiring.stream()
                .collect(groupingBy(
                        DependentEntities.Requiring::blueprint,
                        mapping(DependentEntities.Requiring::identifier, toList())))
                .forEach((blueprint, identifiers) -> delete(blueprint, identifiers, fate, actor));
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
