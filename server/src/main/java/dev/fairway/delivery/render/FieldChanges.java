package dev.fairway.delivery.render;

import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.delivery.render.RenderedDiff.FieldChange;
import dev.fairway.delivery.values.Pointer;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields in which two states of one object differ. Items of lists are told apart by their names, where all have one. */
final class FieldChanges {

    private static final List<String> NAMES = List.of("name", "mountPath", "topologyKey", "key", "host", "path");
    private static final Set<String> SECRET = Set.of("data", "stringData");
    private static final JsonNode HIDDEN = Json.text("(secret)");
    private static final JsonNode HIDDEN_OTHER = Json.text("(secret, another)");
    private static final Set<String> OF_VERSION = Set.of(
            "app.kubernetes.io/version",
            "fairway.dev/version",
            "fairway.dev/commit",
            "fairway.dev/release",
            "fairway.dev/released-by");

    private final boolean isSecret;
    private final List<FieldChange> found = new ArrayList<>();

    private FieldChanges(boolean isSecret) {
        this.isSecret = isSecret;
    }

    static List<FieldChange> between(Manifest before, Manifest after) {
        FieldChanges changes = new FieldChanges(after.kind().equals(Kind.SECRET));
        changes.compare(Pointer.ROOT, before.content(), after.content());
        return changes.found;
    }

    /** Whether it only says which version this is; names of jobs do. */
    static boolean isOfVersion(FieldChange change) {
        Pointer path = Pointer.of(change.path());
        boolean isLabel = path.parts().contains("labels") || path.parts().contains("annotations");
        return change.path().equals("/metadata/name") || (isLabel && OF_VERSION.contains(path.last()));
    }

    private void compare(Pointer path, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before instanceof ObjectNode one && after instanceof ObjectNode other) {
            compareAll(path, Json.fields(one), Json.fields(other));
        } else if (before instanceof ArrayNode one
                && after instanceof ArrayNode other
                && name(one, other).isPresent()) {
            String name = name(one, other).get();
            compareAll(path, byName(one, name), byName(other, name));
        } else if (before == null || !before.equals(after)) {
            add(path, before, after);
        }
    }

    private void compareAll(Pointer path, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        all.forEach(name -> {
            if (!(before.get(name) == null && after.get(name) == null)) {
                compare(path.child(name), before.get(name), after.get(name));
            }
        });
    }

    private void add(Pointer path, @Nullable JsonNode before, @Nullable JsonNode after) {
        boolean isHidden = (isSecret && SECRET.contains(path.parts().getFirst()))
                || (isSecretVariable(path) && !isReference(before) && !isReference(after));
        found.add(
                isHidden
                        ? new FieldChange(
                                path.toString(), before == null ? null : HIDDEN, after == null ? null : HIDDEN_OTHER)
                        : new FieldChange(path.toString(), before, after));
    }

    /** What should not be in values, and was put there nevertheless. Where it refers to a secret it is none. */
    private static boolean isSecretVariable(Pointer path) {
        int env = path.parts().lastIndexOf("env");
        return env > 0
                && env + 1 < path.parts().size()
                && PodObjections.isSecret(path.parts().get(env + 1))
                && !path.parts().contains("valueFrom");
    }

    private static boolean isReference(@Nullable JsonNode variable) {
        return variable != null && variable.has("valueFrom");
    }

    /** The field that all items of both have as a text, no two of one list the same. */
    private static Optional<String> name(ArrayNode one, ArrayNode other) {
        return NAMES.stream()
                .filter(name -> Stream.of(one, other)
                        .allMatch(list -> byName(list, name).size() == list.size()))
                .findFirst()
                .filter(name -> !one.isEmpty() || !other.isEmpty());
    }

    private static Map<String, JsonNode> byName(ArrayNode list, String name) {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        list.forEach(item -> {
            String text = Json.textAt(item, name);
            if (text != null) {
                byName.put(text, item);
            }
        });
        return byName;
    }
}
