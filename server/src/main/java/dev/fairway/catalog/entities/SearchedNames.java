package dev.fairway.catalog.entities;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Entity;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.blueprints.Relation;
import dev.fairway.catalog.blueprints.SystemBlueprints;
import dev.fairway.catalog.search.Entities;
import dev.fairway.catalog.search.Search;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts identifiers in the place of searches: an entity may be named, related and owned by what a query finds. */
@Component
class SearchedNames {

    private static final int MOST = 100;

    private final Blueprints blueprints;
    private final Entities entities;

    SearchedNames(Blueprints blueprints, Entities entities) {
        this.blueprints = blueprints;
        this.entities = entities;
    }

    /** @return the body as it is when it holds no query */
    JsonNode resolved(Blueprint blueprint, JsonNode body, Actor actor) {
        if (!(body instanceof ObjectNode entity) || !holdsQuery(entity)) {
            return body;
        }
        ObjectNode resolved = entity.deepCopy();
        if (isQuery(entity.get("identifier"))) {
            resolved.put("identifier", theOne(blueprint, entity.get("identifier"), actor));
        }
        if (isQuery(entity.get("team"))) {
            Blueprint teams = blueprints.get(SystemBlueprints.TEAM);
            resolved.set("team", Json.array(find(teams, entity.get("team"), actor)));
        }
        ObjectNode relations = Json.objectAt(resolved, "relations");
        for (Map.Entry<String, JsonNode> field : Json.fields(relations).entrySet()) {
            Relation relation = blueprint.relations().get(field.getKey());
            if (relation != null && isQuery(field.getValue())) {
                relations.set(field.getKey(), targets(relation, field.getValue(), actor));
            }
        }
        return resolved;
    }

    private static boolean holdsQuery(ObjectNode entity) {
        return isQuery(entity.get("identifier"))
                || isQuery(entity.get("team"))
                || Json.objectAt(entity, "relations").valueStream().anyMatch(SearchedNames::isQuery);
    }

    private static boolean isQuery(@Nullable JsonNode value) {
        return value != null && value.isObject() && value.has("combinator");
    }

    private String theOne(Blueprint blueprint, JsonNode query, Actor actor) {
        List<String> found = find(blueprint, query, actor);
        if (found.isEmpty()) {
            throw new NotFound("entity", "identifier", blueprint.identifier() + "/" + query);
        }
        if (found.size() > 1) {
            throw new InvalidInput("identifier", "the query finds more than one entity: %s".formatted(found));
        }
        return found.getFirst();
    }

    private JsonNode targets(Relation relation, JsonNode query, Actor actor) {
        List<String> found = find(blueprints.get(relation.target()), query, actor);
        if (relation.isMany()) {
            return Json.array(found);
        }
        if (found.size() > 1) {
            throw new InvalidInput(
                    "relations." + relation.identifier(), "the query finds more than one entity: %s".formatted(found));
        }
        return found.isEmpty() ? Json.MAPPER.nullNode() : Json.MAPPER.valueToTree(found.getFirst());
    }

    private List<String> find(Blueprint blueprint, JsonNode query, Actor actor) {
        Entities.Paging paging = new Entities.Paging(MOST, null);
        return entities.page(blueprint, Search.of(query), List.of(), paging, actor).entities().stream()
                .map(Entity::identifier)
                .toList();
    }
}
