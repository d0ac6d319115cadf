package dev.fairway.selfservice.forms;

import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The inputs that an action asks for, as they were written: values may stand for themselves or be jq expressions. */
public final class Form {

    private final ObjectNode written;
    private final Map<String, ObjectNode> inputs = new LinkedHashMap<>();

    /** @param written {@code {properties, required, order or steps, titles}} */
    public Form(ObjectNode written) {
        this.written = written;
        Json.fields(Json.objectAt(written, "properties")).forEach((name, input) -> {
            if (input instanceof ObjectNode object) {
                inputs.put(name, object);
            }
        });
    }

    ObjectNode input(String name) {
        return inputs.getOrDefault(name, Json.object());
    }

    boolean has(String name) {
        return inputs.containsKey(name);
    }

    /** A list of names, or the jq expression that gives one. */
    JsonNode required() {
        return written.path("required");
    }

    /** The parts that a long form is filled in by; none where it is filled in at once. */
    List<JsonNode> steps() {
        return written.path("steps").valueStream().toList();
    }

    /** What stands between inputs, by the name that the order has it under. */
    Map<String, JsonNode> titles() {
        return Json.fields(Json.objectAt(written, "titles"));
    }

    /** Each input behind those that it depends on; where they depend on each other in a circle, as they were written. */
    List<String> names() {
        Set<String> ordered = new LinkedHashSet<>();
        inputs.keySet().forEach(name -> place(name, ordered, new ArrayList<>()));
        return List.copyOf(ordered);
    }

    private void place(String name, Set<String> ordered, List<String> waiting) {
        if (ordered.contains(name) || waiting.contains(name) || !inputs.containsKey(name)) {
            return;
        }
        waiting.add(name);
        Json.texts(input(name).get("dependsOn")).forEach(other -> place(other, ordered, waiting));
        ordered.add(name);
    }

    /** The inputs of such a format, in the order in which they were written. */
    public List<String> ofFormat(String format) {
        return inputs.keySet().stream()
                .filter(name -> format.equals(Json.textAt(input(name), "format")))
                .toList();
    }

    /** The inputs whose values nobody may read again. */
    public Set<String> secrets() {
        Set<String> secrets = new LinkedHashSet<>();
        inputs.forEach((name, input) -> {
            if (!Json.isNull(input.get("encryption"))) {
                secrets.add(name);
            }
        });
        return secrets;
    }
}
