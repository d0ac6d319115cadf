package dev.fairway.catalog.entities;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Entity;
import dev.fairway.catalog.EntityRef;
import dev.fairway.catalog.Stamp;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.shared.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one entity will be after the write.
 *
 * @param before what it is now; null when it is new
 * @param relations every relation that has a target
 */
record Plan(
        int index,
        @Nullable Entity before,
        String identifier,
        Entity.Heading heading,
        ObjectNode properties,
        Map<String, List<String>> relations) {

    boolean isNew() {
        return before == null;
    }

    boolean changesAnything() {
        return before == null
                || !before.identifier().equals(identifier)
                || !before.heading().equals(heading)
                || !before.properties().equals(properties)
                || changesRelations();
    }

    boolean changesRelations() {
        return before == null || !withTargets(before.relations()).equals(relations);
    }

    /** The entity that this plan makes when it is carried out. */
    Entity written(Blueprint blueprint, long id, Actor actor, Instant at) {
        Stamp old = before == null ? null : before.provenance().stamp();
        Stamp stamp = new Stamp(
                old == null ? at : old.createdAt(), old == null ? actor.name() : old.createdBy(), at, actor.name());
        return new Entity(
                new Entity.Key(
                        id,
                        new EntityRef(blueprint.identifier(), identifier),
                        before == null ? 1 : before.key().version() + 1),
                heading,
                properties,
                Json.object(),
                relations,
                new Entity.Provenance(actor.origin(), stamp));
    }

    static Map<String, List<String>> withTargets(Map<String, List<String>> relations) {
        Map<String, List<String>> kept = new LinkedHashMap<>(relations);
        kept.values().removeIf(List::isEmpty);
        return kept;
    }
}
