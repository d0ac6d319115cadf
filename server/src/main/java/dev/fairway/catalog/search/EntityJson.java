package dev.fairway.catalog.search;

import dev.fairway.catalog.Entity;
import dev.fairway.catalog.Stamp;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Relation;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An entity as the API shows it: every property and relation of its blueprint is there, unset ones as null. */
public final class EntityJson {

    private EntityJson() {}

    public static ObjectNode of(Blueprint blueprint, Entity entity) {
        ObjectNode json = Json.object();
        json.put("identifier", entity.identifier());
        json.put("title", entity.displayTitle());
        json.put("icon", entity.heading().icon());
        json.put("blueprint", blueprint.identifier());
        json.set("team", Json.array(entity.heading().team()));
        json.set("properties", properties(blueprint, entity));
        json.set("relations", relations(blueprint, entity));
        Stamp stamp = entity.provenance().stamp();
        json.put("createdAt", Timestamps.format(stamp.createdAt()));
        json.put("createdBy", stamp.createdBy());
        json.put("updatedAt", Timestamps.format(stamp.updatedAt()));
        json.put("updatedBy", stamp.updatedBy());
        json.put("version", entity.key().version());
        return json;
    }

    private static ObjectNode properties(Blueprint blueprint, Entity entity) {
        ObjectNode properties = Json.object();
        blueprint
                .properties()
                .keySet()
                .forEach(name -> put(properties, name, entity.properties().get(name)));
        blueprint
                .derived()
                .keySet()
                .forEach(name -> put(properties, name, entity.derived().get(name)));
        return properties;
    }

    private static void put(ObjectNode properties, String name, @Nullable JsonNode value) {
        if (value == null) {
            properties.putNull(name);
        } else {
            properties.set(name, value);
        }
    }

    private static ObjectNode relations(Blueprint blueprint, Entity entity) {
        ObjectNode relations = Json.object();
        for (Relation relation : blueprint.relations().values()) {
            List<String> targets = Objects.requireNonNullElse(entity.relations().get(relation.identifier()), List.of());
            if (relation.isMany()) {
                relations.set(relation.identifier(), Json.array(targets));
            } else {
                relations.put(relation.identifier(), targets.isEmpty() ? null : targets.getFirst());
            }
        }
        return relations;
    }
}
