package dev.fairway.delivery.values;

import dev.fairway.shared.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A value of a file of Score where it is, read with a complaint for everything that it should not be. */
record ScoreField(YamlText file, Pointer path, JsonNode value) {

    void problem(String message) {
        file.problem(path, message);
    }

    String name() {
        return path.last();
    }

    /** The fields of an object, and nothing but those known. */
    ScoreField only(String... known) {
        fields().forEach((name, field) -> {
            if (!Set.of(known).contains(name)) {
                field.problem("is unknown to Score here; there is " + String.join(", ", known));
            }
        });
        return this;
    }

    Map<String, ScoreField> fields() {
        if (!(value instanceof ObjectNode)) {
            problem("is no object of names and values");
            return Map.of();
        }
        Map<String, ScoreField> fields = new LinkedHashMap<>();
        Json.fields(value).forEach((name, field) -> fields.put(name, new ScoreField(file, path.child(name), field)));
        return fields;
    }

    Optional<ScoreField> field(String name) {
        JsonNode field = value instanceof ObjectNode ? value.get(name) : null;
        return field == null ? Optional.empty() : Optional.of(new ScoreField(file, path.child(name), field));
    }

    @Nullable
    String text() {
        if (value.isString()) {
            return value.stringValue();
        }
        problem("%.100s is no text; put it into quotes".formatted(value));
        return null;
    }

    /** Sizes may be written as numbers. */
    @Nullable
    String size() {
        return value.isNumber() ? value.asString() : text();
    }

    @Nullable
    Integer number() {
        if (value.isInt()) {
            return value.intValue();
        }
        problem("%.100s is no whole number".formatted(value));
        return null;
    }

    List<String> texts() {
        if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
            problem("is no list of texts");
            return List.of();
        }
        return Json.texts(value);
    }

    /** An object by target, or a list of objects that name theirs: the older form of files and volumes. */
    Map<String, ScoreField> byTarget() {
        if (!value.isArray()) {
            return fields();
        }
        Map<String, ScoreField> byTarget = new LinkedHashMap<>();
        for (int index = 0; index < value.size(); index++) {
            ScoreField item = new ScoreField(file, path.child(Integer.toString(index)), value.get(index));
            String target = Json.textAt(item.value(), "target");
            if (target == null) {
                item.problem("has no target");
            } else if (byTarget.containsKey(target)) {
                item.problem("has the target %.200s of another one".formatted(target));
            } else {
                ObjectNode others = ((ObjectNode) item.value()).deepCopy();
                others.remove("target");
                byTarget.put(target, new ScoreField(file, item.path(), others));
            }
        }
        return byTarget;
    }

    /** As people write it: {@code containers.main.image}. */
    String dotted() {
        return path.parts().stream().collect(Collectors.joining("."));
    }
}
