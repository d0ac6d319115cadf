package dev.fairway.delivery.compose;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that runs beside tests, such as a database.
 *
 * @param name that the tests reach it by
 * @param values what a client may know, by key
 * @param env key of a value by the variable that has it where a repository says nothing
 * @param service as it is in a compose file
 */
record Need(String name, Map<String, String> values, Map<String, String> env, ObjectNode service) {

    /** @param text of {@code compose/needs/<name>.yaml} */
    static Need read(String name, String text) {
        ObjectNode need = OwnTest.document("compose/needs/%s.yaml".formatted(name), text);
        return new Need(
                name,
                texts(Json.objectAt(need, "values")),
                texts(Json.objectAt(need, "env")),
                Json.objectAt(need, "service"));
    }

    /**
     * The variables of the tests.
     *
     * @param named key by variable, as the repository says; empty for the usual ones
     * @throws InvalidInput when there is no such key
     */
    Map<String, String> variables(Map<String, String> named) {
        Map<String, String> variables = new TreeMap<>();
        (named.isEmpty() ? env : named).forEach((variable, key) -> {
            String value = values.get(key);
            if (value == null) {
                throw new InvalidInput(
                        "needs.%s.env.%s".formatted(name, variable),
                        "\"%.60s\" is none of %s".formatted(key, String.join(", ", new TreeMap<>(values).keySet())));
            }
            variables.put(variable, value);
        });
        return variables;
    }

    static Map<String, String> texts(ObjectNode object) {
        Map<String, String> texts = new TreeMap<>();
        Json.fields(object).forEach((name, value) -> texts.put(name, value.asString("")));
        return texts;
    }
}
