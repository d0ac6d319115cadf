package dev.fairway.selfservice.forms;

import dev.fairway.access.Actor;
import dev.fairway.access.Teams;
import dev.fairway.access.Users;
import dev.fairway.catalog.Catalog;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import dev.fairway.shared.jq.Jq;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether entities, users and teams that somebody chose are there and may be chosen. */
record Chosen(Catalog catalog, Users users, Teams teams, Actor actor) {

    void check(String path, ObjectNode schema, JsonNode value, ObjectNode scope, List<Problem> problems) {
        ObjectNode single = value.isArray() ? Json.objectAt(schema, "items") : schema;
        String format = String.valueOf(Json.textAt(single, "format"));
        List<String> names = value.isArray() ? Json.texts(value) : List.of(value.asString(""));
        for (String name : names) {
            switch (format) {
                case "entity" -> checkEntity(path, name, withDataset(schema, single), scope, problems);
                case "user" -> found(users.find(name).isPresent(), path, "\"%s\" is no user".formatted(name), problems);
                case "team" -> found(teams.find(name).isPresent(), path, "\"%s\" is no team".formatted(name), problems);
                default -> {}
            }
        }
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
            String path, String identifier, ObjectNode input, ObjectNode scope, List<Problem> problems) {
        String blueprint = String.valueOf(Json.textAt(input, "blueprint"));
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
            found(fits, path, "\"%s\" is no %s that can be chosen here".formatted(identifier, blueprint), problems);
        } catch (InvalidInput meaningless) {
            problems.add(new Problem(path, "cannot be chosen by its rules: " + meaningless.reason()));
        }
    }

    private static void found(boolean found, String path, String message, List<Problem> problems) {
        if (!found) {
            problems.add(new Problem(path, message));
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
