package dev.fairway.resources.types;

import dev.fairway.shared.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of several types as the inputs of one form. An input shows for the types that have it, with the limits of the
 * environment that is chosen.
 *
 * @param type jq for the type that is chosen
 * @param environment jq for the environment that is chosen
 * @param current jq for the specification as it is; null for something new
 */
public record SpecificationForm(
        List<ResourceType> types,
        String type,
        String environment,
        @Nullable String current) {

    private static final List<String> ENVIRONMENTS = List.of("development", "staging", "production");
    private static final List<String> LIMITS = List.of("minimum", "maximum", "maxLength", "maxItems", "enum");

    /** The inputs by name, in the order of the types and their fields. */
    public Map<String, ObjectNode> inputs() {
        Map<String, ObjectNode> inputs = new LinkedHashMap<>();
        for (ResourceType one : types) {
            one.fields().forEach((name, field) -> inputs.computeIfAbsent(name, same -> input(same, field)));
        }
        return inputs;
    }

    /** jq for the names of the inputs without which the chosen type is not specified. */
    public String required() {
        ObjectNode byType = Json.object();
        types.forEach(one -> byType.set(
                one.identifier(), Json.array(Json.texts(one.specification().get("required")))));
        return "(%s // [])".formatted(chosen(byType, type));
    }

    /** jq for what a tree by type says of the one that is chosen; null where it says nothing. */
    public static String chosen(ObjectNode byType, String type) {
        return "(. as $all | %s | .[$all | %s // \"\"])".formatted(byType, type);
    }

    private ObjectNode input(String name, JsonNode field) {
        ObjectNode input = (ObjectNode) field.deepCopy();
        ObjectNode having = Json.object();
        types.stream().filter(one -> one.fields().containsKey(name)).forEach(one -> having.put(one.identifier(), true));
        input.set("visible", jq(chosen(having, type) + " == true"));
        for (String limit : LIMITS) {
            limit(input, limit, name);
        }
        input.set("default", jq(current == null ? said("default", name) : now(name)));
        if (current != null) {
            keepFixed(input, name);
        }
        return input;
    }

    private void limit(ObjectNode input, String limit, String field) {
        boolean isSaid = types.stream()
                .anyMatch(one -> one.fields().containsKey(field)
                        && !byEnvironment(one, limit, field).isEmpty());
        if (isSaid) {
            input.set(limit, jq(said(limit, field)));
        }
    }

    /** What is fixed or may only grow once it is there. */
    private void keepFixed(ObjectNode input, String field) {
        ObjectNode fixed = marked(ResourceType::fixed, field);
        if (!fixed.isEmpty()) {
            input.set("disabled", jq(chosen(fixed, type) + " == true"));
        }
        ObjectNode growing = marked(ResourceType::growing, field);
        boolean isNumber = "number".equals(Json.textAt(input, "type"));
        if (!growing.isEmpty() && isNumber) {
            String least = said("minimum", field);
            input.set(
                    "minimum",
                    jq("if %s == true then %s else %s end".formatted(chosen(growing, type), now(field), least)));
        }
    }

    private ObjectNode marked(Function<ResourceType, List<String>> names, String field) {
        ObjectNode marked = Json.object();
        types.stream()
                .filter(one -> names.apply(one).contains(field))
                .forEach(one -> marked.put(one.identifier(), true));
        return marked;
    }

    private String now(String field) {
        return "(%s | .[\"%s\"])".formatted(current, field);
    }

    private String said(String what, String field) {
        ObjectNode byType = Json.object();
        for (ResourceType one : types) {
            if (one.fields().containsKey(field)) {
                byType.set(one.identifier(), byEnvironment(one, what, field));
            }
        }
        return "(. as $all | %s | .[$all | %s // \"\"] // {} | if has($all | %s // \"\") then .[$all | %s // \"\"] else .[\"\"] end)"
                .formatted(byType, type, environment, environment);
    }

    /** By environment; under an empty name what holds in all others. */
    private static ObjectNode byEnvironment(ResourceType one, String what, String field) {
        ObjectNode said = Json.object();
        JsonNode usual = Json.objectAt(Json.objectAt(one.specification(), "properties"), field)
                .get(what);
        if (usual != null) {
            said.set("", usual);
        }
        for (String environment : ENVIRONMENTS) {
            JsonNode special = one.limits(environment, field).get(what);
            if (special != null) {
                said.set(environment, special);
            }
        }
        return said;
    }

    private static ObjectNode jq(String expression) {
        return Json.object().put("jqQuery", expression);
    }
}
