package dev.fairway.clusters;

import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Who manages a field of an object, as its {@code managedFields} say. */
class Managers {

    /** A part of the path of a {@link Difference}: {@code .image}, or {@code [web]} for an item or a field with dots. */
    private static final Pattern PART = Pattern.compile("\\[([^\\]]*)\\]|\\.?([^.\\[]+)");

    private static final String FIELD = "f:";
    private static final String ITEM = "k:";

    private Managers() {}

    /** By name. @param owner who is left out */
    static List<String> of(Manifest actual, String path, Owner owner) {
        TreeSet<String> managers = new TreeSet<>();
        actual.content().at("/metadata/managedFields").forEach(entry -> {
            String name = Json.textAt(entry, "manager");
            if (name != null
                    && !name.equals(owner.fieldManager())
                    && holds(entry.path("fieldsV1"), actual.content(), parts(path))) {
                managers.add(name);
            }
        });
        return List.copyOf(managers);
    }

    private static List<String> parts(String path) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(path);
        while (matcher.find()) {
            parts.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return parts;
    }

    /** What is managed as a whole has no fields of its own. */
    private static boolean holds(JsonNode fields, @Nullable JsonNode value, List<String> parts) {
        if (parts.isEmpty() || (fields.isObject() && fields.isEmpty())) {
            return fields.isObject();
        }
        String part = parts.getFirst();
        List<String> rest = parts.subList(1, parts.size());
        if (value != null && value.isArray()) {
            return value.valueStream()
                    .filter(item -> part.equals(Json.textAt(item, "name")))
                    .findFirst()
                    .flatMap(item -> item(fields, item).map(held -> holds(held, item, rest)))
                    .orElse(false);
        }
        JsonNode below = fields.get(FIELD + part);
        return below != null && holds(below, value == null ? null : value.get(part), rest);
    }

    /** Items are known by those of their fields that tell them apart, such as port and protocol. */
    private static Optional<JsonNode> item(JsonNode fields, JsonNode item) {
        return Json.fields(fields).entrySet().stream()
                .filter(one -> one.getKey().startsWith(ITEM))
                .filter(one -> isOf(Json.read(one.getKey().substring(ITEM.length())), item))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean isOf(JsonNode key, JsonNode item) {
        return Json.fields(key).entrySet().stream()
                .allMatch(one -> one.getValue().equals(item.get(one.getKey())));
    }
}
