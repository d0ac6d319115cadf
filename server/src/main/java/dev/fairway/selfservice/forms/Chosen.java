package dev.fairway.selfservice.forms;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Catalog;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import dev.fairway.shared.jq.Jq;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether entities that somebody chose are there and may be chosen. Users and teams are entities too. */
record Chosen(Catalog catalog, Actor actor) {

    private static final Map<String, String> BLUEPRINTS = Map.of("user", Catalog.USER, "team", Catalog.TEAM);

    void check(String path, ObjectNode schema, JsonNode value, ObjectNode scope, List<Problem> problems) {
        ObjectNode single = value.isArray() ? Json.objectAt(schema, "items") : schema;
        String format = String.valueOf(Json.textAt(single, "format"));
        if (!format.equals("entity") && !BLUEPRINTS.containsKey(format)) {
            return;
        }
        ObjectNode input = withDataset(schema, single);
        String blueprint = BLUEPRINTS.getOrDefault(format, String.valueOf(Json.textAt(input, "blueprint")));
        List<String> names = value.isArray() ? Json.texts(value) : List.of(value.asString(""));
        names.forEach(name -> checkEntity(path, blueprint, name, input, scope, problems));
    }

    private static ObjectNode withDataset(ObjectNode schema, ObjectNode single) {
        ObjectNode merged = single.deepCopy();
        for (String part : List.of("blueprint", "dataset")) {
            if (!merged.has(part) && schema.has(part)) {
                merged.set(part, schema.get(part));
            }
        }
        return merged;
    }

    private void checkEntity(
            String path,
            String blueprint,
            String identifier,
            ObjectNode input,
            ObjectNode scope,
            List<Problem> problems) {
        if (!catalog.hasBlueprint(blueprint)) {
            problems.add(
                    new Problem(path, "chooses among \"%s\", which is no blueprint any more".formatted(blueprint)));
            return;
        }
        JsonNode dataset = input.get("dataset");
        try {
            boolean fits = Json.isNull(dataset)
                    ? catalog.entity(blueprint, identifier, actor).isPresent()
                    : catalog.matches(blueprint, identifier, worked(dataset, scope), actor);
            if (!fits) {
                String kind = blueprint.startsWith("_") ? blueprint.substring(1) : blueprint;
                problems.add(new Problem(path, "\"%s\" is no %s that can be chosen here".formatted(identifier, kind)));
            }
        } catch (InvalidInput meaningless) {
            problems.add(new Problem(path, "cannot be chosen by its rules: " + meaningless.reason()));
        }
    }

    /** A search in which a value {@code {"jqQuery": …}} stands for what it gives. */
    static JsonNode worked(JsonNode query, ObjectNode scope) {
        if (query.isObject() && query.has("jqQuery")) {
            return Jq.first(query.get("jqQuery").asString(""), scope).orElse(Json.nothing());
        }
        if (query instanceof ObjectNode object) {
            ObjectNode worked = Json.object();
            Json.fields(object).forEach((name, value) -> worked.set(name, worked(value, scope)));
            return worked;
        }
        if (query instanceof ArrayNode array) {
            ArrayNode worked = Json.array();
            array.forEach(value -> worked.add(worked(value, scope)));
            return worked;
        }
        return query;
    }
}
