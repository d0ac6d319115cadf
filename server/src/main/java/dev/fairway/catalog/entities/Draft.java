package dev.fairway.catalog.entities;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Identifiers;
import dev.fairway.catalog.blueprints.Relation;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Problem;
import dev.fairway.shared.schema.StoredText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody wants an entity to be. Absent and null are different: an absent part is left to the write mode, a null
 * one is cleared.
 *
 * @param index place in the batch
 * @param relations identifiers by relation; an empty list clears it
 */
record Draft(
        int index,
        String identifier,
        Part<String> title,
        Part<String> icon,
        Part<List<String>> team,
        ObjectNode properties,
        Map<String, List<String>> relations) {

    private static final int MAX_TITLE = 1000;

    /** A part of an entity that may be mentioned or not. */
    record Part<T>(boolean mentioned, @Nullable T value) {
        static <T> Part<T> absent() {
            return new Part<>(false, null);
        }

        static <T> Part<T> of(@Nullable T value) {
            return new Part<>(true, value);
        }
    }

    /**
     * @throws InvalidInput when the body has not the shape of an entity
     * @throws NotFound when it names a relation that the blueprint has not
     */
    static Draft read(int index, Blueprint blueprint, JsonNode body) {
        List<Problem> problems = new ArrayList<>();
        if (!(body instanceof ObjectNode entity)) {
            throw new InvalidInput("", "An entity is an object with identifier, properties and relations");
        }
        Draft draft = new Draft(
                index,
                identifier(blueprint, entity, problems),
                text(entity, "title", problems),
                text(entity, "icon", problems),
                team(entity, problems),
                section(entity, "properties", problems),
                relations(blueprint, section(entity, "relations", problems), problems));
        InvalidInput.check(problems);
        return draft;
    }

    /** The identifier that a body names, for an answer about a body that cannot be read. */
    static String nameOf(JsonNode body) {
        String identifier = Json.textAt(body, "identifier");
        return identifier == null ? "unknown" : identifier;
    }

    private static String identifier(Blueprint blueprint, ObjectNode entity, List<Problem> problems) {
        JsonNode value = entity.get("identifier");
        if (value == null || value.isNull()) {
            return UUID.randomUUID().toString().replace("-", "");
        }
        if (!value.isString()) {
            problems.add(new Problem("identifier", "%s is no text".formatted(value)));
            return "unknown";
        }
        Identifiers.ofEntities(blueprint).check("identifier", value.stringValue(), problems);
        return value.stringValue();
    }

    private static Part<String> text(ObjectNode entity, String field, List<Problem> problems) {
        JsonNode value = entity.get(field);
        if (value == null) {
            return Part.absent();
        }
        if (!value.isNull() && !value.isString()) {
            problems.add(new Problem(field, "%s is no text".formatted(value)));
            return Part.absent();
        }
        if (value.isString() && value.stringValue().length() > MAX_TITLE) {
            problems.add(new Problem(field, "has more than %,d characters".formatted(MAX_TITLE)));
        }
        StoredText.check(field, value, problems);
        return Part.of(value.isNull() ? null : value.stringValue());
    }

    private static Part<List<String>> team(ObjectNode entity, List<Problem> problems) {
        JsonNode value = entity.get("team");
        if (value == null) {
            return Part.absent();
        }
        List<String> teams = names(value);
        if (teams == null) {
            problems.add(new Problem("team", "%s is no team name or list of them".formatted(value)));
            return Part.absent();
        }
        teams.removeIf(String::isEmpty);
        return Part.of(teams);
    }

    private static ObjectNode section(ObjectNode entity, String field, List<Problem> problems) {
        JsonNode value = entity.get(field);
        if (!Json.isNull(value) && !value.isObject()) {
            problems.add(new Problem(field, "%s is no object".formatted(value)));
        }
        return Json.objectAt(entity, field);
    }

    private static Map<String, List<String>> relations(
            Blueprint blueprint, ObjectNode section, List<Problem> problems) {
        Map<String, List<String>> relations = new LinkedHashMap<>();
        Json.fields(section).forEach((name, value) -> {
            Relation relation = blueprint.relations().get(name);
            List<String> targets = names(value);
            String path = "relations." + name;
            if (relation == null) {
                throw new NotFound("relation", "identifier", blueprint.identifier() + "." + name);
            } else if (targets == null) {
                problems.add(new Problem(path, "%s is no identifier or list of them".formatted(value)));
            } else if (!relation.isMany() && targets.size() > 1) {
                problems.add(new Problem(path, "takes one identifier, not %d".formatted(targets.size())));
            } else {
                relations.put(name, targets.stream().distinct().toList());
            }
        });
        return relations;
    }

    /** One name or a list of names as a list; null when it is neither. */
    private static @Nullable List<String> names(JsonNode value) {
        if (value.isNull()) {
            return new ArrayList<>();
        }
        if (value.isString()) {
            return new ArrayList<>(value.stringValue().isEmpty() ? List.of() : List.of(value.stringValue()));
        }
        boolean texts = value instanceof ArrayNode array && array.valueStream().allMatch(JsonNode::isString);
        return texts ? Json.texts(value) : null;
    }
}
