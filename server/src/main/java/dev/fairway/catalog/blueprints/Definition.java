package dev.fairway.catalog.blueprints;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import dev.fairway.shared.jq.Jq;
import dev.fairway.shared.schema.PatternCheck;
import dev.fairway.shared.schema.PropertyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks what somebody wrote about a blueprint, and completes it with the parts that readers rely on. */
final class Definition {

    static final List<String> SECTIONS =
            List.of("mirrorProperties", "calculationProperties", "aggregationProperties", "relations");

    private static final int MAX_TITLE = 100;
    private static final int MAX_DESCRIPTION = 200;
    private static final int MAX_PROPERTIES = 500;
    private static final Set<String> OURS = Set.of("createdAt", "createdBy", "updatedAt", "updatedBy", "id", "system");

    private final ObjectNode written;
    private final List<Problem> problems = new ArrayList<>();

    private Definition(ObjectNode written) {
        this.written = written;
    }

    /** @throws InvalidInput naming everything that is wrong */
    static ObjectNode checked(ObjectNode body) {
        ObjectNode complete = body.deepCopy();
        complete.remove(OURS);
        ObjectNode schema = Json.objectAt(complete, "schema");
        schema.set("properties", Json.objectAt(schema, "properties"));
        schema.set("required", schema.get("required") == null ? Json.array() : schema.get("required"));
        complete.set("schema", schema);
        SECTIONS.forEach(section -> complete.set(section, Json.objectAt(complete, section)));
        Definition definition = new Definition(complete);
        definition.check();
        InvalidInput.check(definition.problems);
        return complete;
    }

    private void check() {
        String identifier = Json.textAt(written, "identifier");
        Identifiers.BLUEPRINT.check("identifier", identifier == null ? "" : identifier, problems);
        checkLength("title", MAX_TITLE);
        checkLength("description", MAX_DESCRIPTION);
        ObjectNode properties = Json.objectAt(Json.objectAt(written, "schema"), "properties");
        if (properties.size() > MAX_PROPERTIES) {
            problem(
                    "schema.properties",
                    "has %,d properties; at most %d are possible",
                    properties.size(),
                    MAX_PROPERTIES);
        }
        properties.properties().forEach(this::checkProperty);
        checkRequired(properties);
        Json.objectAt(written, "relations").properties().forEach(this::checkRelation);
        Json.objectAt(written, "mirrorProperties").properties().forEach(this::checkMirror);
        Json.objectAt(written, "calculationProperties").properties().forEach(this::checkCalculation);
        Json.objectAt(written, "aggregationProperties").properties().forEach(this::checkAggregation);
        checkNamesAreUnique(properties);
    }

    private void checkLength(String field, int longest) {
        JsonNode value = written.get(field);
        if (!Json.isNull(value) && !value.isString()) {
            problem(field, "%s is no text", value);
        } else if (value != null && value.asString("").length() > longest) {
            problem(
                    field,
                    "has %d characters; at most %d are possible",
                    value.asString().length(),
                    longest);
        }
    }

    private void checkProperty(Map.Entry<String, JsonNode> property) {
        String path = "schema.properties." + property.getKey();
        Identifiers.PROPERTY.check(path, property.getKey(), problems);
        if (property.getKey().startsWith("$")) {
            problem(path, "begins with $, which is kept for meta properties");
        }
        checkType(path, property.getValue());
        JsonNode enumeration = property.getValue().get("enum");
        if (!Json.isNull(enumeration) && !enumeration.isArray() && !enumeration.isObject()) {
            problem(path + ".enum", "is a list of values, not %s", enumeration);
        }
        PatternCheck.check(path + ".pattern", property.getValue().get("pattern"), problems);
        Json.fields(property.getValue()).keySet().stream()
                .filter(String::isEmpty)
                .findFirst()
                .ifPresent(empty -> problem(path, "has a key without a name"));
    }

    private void checkType(String path, JsonNode property) {
        String type = Json.textAt(property, "type");
        if (type == null || PropertyType.of(type).isEmpty()) {
            problem(
                    path + ".type",
                    "%s is not one of string, number, boolean, object, array",
                    String.valueOf(property.get("type")));
        }
    }

    private void checkRequired(ObjectNode properties) {
        JsonNode required = Json.objectAt(written, "schema").get("required");
        if (required == null || required.isObject()) {
            return;
        }
        for (String name : Json.texts(required)) {
            if (!properties.has(name)) {
                problem("schema.required", "\"%s\" is not a property", name);
            }
        }
    }

    private void checkRelation(Map.Entry<String, JsonNode> relation) {
        String path = "relations." + relation.getKey();
        Identifiers.PROPERTY.check(path, relation.getKey(), problems);
        JsonNode value = relation.getValue();
        if (Json.textAt(value, "target") == null) {
            problem(path + ".target", "names the blueprint that the relation points to; it is missing");
        }
        if (value.path("many").asBoolean(false) && value.path("required").asBoolean(false)) {
            problem(path, "cannot be both many and required; drop one of them");
        }
    }

    private void checkMirror(Map.Entry<String, JsonNode> mirror) {
        String path = Json.textAt(mirror.getValue(), "path");
        Identifiers.PROPERTY.check("mirrorProperties." + mirror.getKey(), mirror.getKey(), problems);
        if (path == null || path.split("\\.").length < 2) {
            problem(
                    "mirrorProperties." + mirror.getKey() + ".path",
                    "is a relation, a dot and a property, such as team.$title");
        }
    }

    private void checkCalculation(Map.Entry<String, JsonNode> calculation) {
        String path = "calculationProperties." + calculation.getKey();
        Identifiers.PROPERTY.check(path, calculation.getKey(), problems);
        checkType(path, calculation.getValue());
        String jq = Json.textAt(calculation.getValue(), "calculation");
        if (jq == null) {
            problem(path + ".calculation", "is a jq expression; it is missing");
        } else {
            Jq.problemOf(jq).ifPresent(message -> problem(path + ".calculation", "%s", message));
        }
    }

    private void checkAggregation(Map.Entry<String, JsonNode> aggregation) {
        String path = "aggregationProperties." + aggregation.getKey();
        Identifiers.PROPERTY.check(path, aggregation.getKey(), problems);
        if (Json.textAt(aggregation.getValue(), "target") == null) {
            problem(path + ".target", "names the blueprint whose entities are counted; it is missing");
        }
        AggregationSpec.check(path, aggregation.getValue(), problems);
    }

    private void checkNamesAreUnique(ObjectNode properties) {
        List<String> seen = new ArrayList<>(Json.fields(properties).keySet());
        for (String section : SECTIONS) {
            if (section.equals("relations")) {
                continue;
            }
            for (String name : Json.fields(Json.objectAt(written, section)).keySet()) {
                if (seen.contains(name)) {
                    problem(section + "." + name, "is the name of another property already");
                }
                seen.add(name);
            }
        }
    }

    private void problem(String path, String message, Object... values) {
        problems.add(new Problem(path, message.formatted(values)));
    }
}
