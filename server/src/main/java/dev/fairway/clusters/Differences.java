package dev.fairway.clusters;

import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What differs between two states of one object, without what the API server or a controller writes. */
class Differences {

    private static final Set<String> KEPT_BY_SERVER =
            Set.of("creationTimestamp", "generation", "managedFields", "resourceVersion", "uid");
    private static final Set<String> SECRET_FIELDS = Set.of("data", "stringData");
    private static final JsonNode HIDDEN = Json.text("(secret)");

    private final List<Difference> found = new ArrayList<>();

    private Differences() {}

    static List<Difference> between(@Nullable Manifest before, Manifest after) {
        Differences differences = new Differences();
        differences.compare("", before == null ? Json.object() : written(before), written(after));
        return after.kind().equals(Kind.SECRET)
                ? differences.found.stream().map(Differences::hidden).toList()
                : differences.found;
    }

    private static ObjectNode written(Manifest manifest) {
        ObjectNode written = manifest.content().deepCopy();
        written.remove("status");
        written.withObject("metadata").remove(KEPT_BY_SERVER);
        return written;
    }

    private static Difference hidden(Difference difference) {
        String first = difference.path().split("\\.", 2)[0];
        return SECRET_FIELDS.contains(first)
                ? new Difference(difference.path(), cover(difference.before()), cover(difference.after()))
                : difference;
    }

    private static JsonNode cover(JsonNode value) {
        return value.isNull() ? value : HIDDEN;
    }

    private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before instanceof ObjectNode || after instanceof ObjectNode) {
            compareFields(path, fields(before), fields(after), before, after);
        } else if (before instanceof ArrayNode one && after instanceof ArrayNode other && isNamed(one, other)) {
            compareNamed(path, byName(one), byName(other));
        } else if (!orNothing(before).equals(orNothing(after))) {
            found.add(new Difference(path, orNothing(before), orNothing(after)));
        }
    }

    private void compareFields(
            String path,
            Map<String, JsonNode> before,
            Map<String, JsonNode> after,
            @Nullable JsonNode wholeBefore,
            @Nullable JsonNode wholeAfter) {
        boolean isWhole = before.isEmpty() || after.isEmpty();
        if (isWhole && !path.isEmpty()) {
            if (!orNothing(wholeBefore).equals(orNothing(wholeAfter))) {
                found.add(new Difference(path, orNothing(wholeBefore), orNothing(wholeAfter)));
            }
            return;
        }
        for (String field : keys(before, after)) {
            String name = field.contains(".") ? "[%s]".formatted(field) : path.isEmpty() ? field : "." + field;
            compare(path + name, before.get(field), after.get(field));
        }
    }

    private void compareNamed(String path, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        keys(before, after).forEach(name -> compare("%s[%s]".formatted(path, name), before.get(name), after.get(name)));
    }

    private static Set<String> keys(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys;
    }

    private static Map<String, JsonNode> fields(@Nullable JsonNode node) {
        return node instanceof ObjectNode object ? Json.fields(object) : Map.of();
    }

    /** Whether the items of both have names that tell them apart. */
    private static boolean isNamed(ArrayNode one, ArrayNode other) {
        return byName(one).size() == one.size() && byName(other).size() == other.size();
    }

    private static Map<String, JsonNode> byName(ArrayNode items) {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        items.forEach(item -> {
            String name = Json.textAt(item, "name");
            if (name != null) {
                byName.put(name, item);
            }
        });
        return byName;
    }

    private static JsonNode orNothing(@Nullable JsonNode node) {
        return node == null ? Json.nothing() : node;
    }
}
