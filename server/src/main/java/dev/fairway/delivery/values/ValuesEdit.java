package dev.fairway.delivery.values;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes values in a file that people wrote: comments, order and every line that is not about the change stay. Where the form
 * of a file makes that impossible, it is written anew, without comments; what it says is always right.
 */
public final class ValuesEdit {

    private final EditedText text;
    private final Change change;

    private ValuesEdit(String text, Change change) {
        this.text = new EditedText(text);
        this.change = change;
    }

    /**
     * One change.
     *
     * @param path not the root, and into no list: lists are set as a whole
     * @param value what is there afterwards: an object is made to what it is field by field; JSON's null is written as such;
     *     null takes the value out of the file
     */
    public record Change(Pointer path, @Nullable JsonNode value) {

        public Change {
            if (path.isRoot()) {
                throw new InvalidInput("path", "is empty; name a value such as /replicas");
            }
        }
    }

    /**
     * One after the other.
     *
     * @return the text of the file with the changes
     * @throws InvalidInput when the file cannot be read, or a path leads through what is no object
     */
    public static String apply(String text, List<Change> changes) {
        String edited = text;
        for (Change change : changes) {
            for (Change part : parts(tree(edited), change)) {
                edited = applied(edited, part);
            }
        }
        return edited;
    }

    /** A new file of values. */
    public static String write(ObjectNode values) {
        return YamlWriting.block(values);
    }

    private static String applied(String text, Change change) {
        ObjectNode wanted = tree(text);
        set(wanted, change);
        YamlText read = YamlText.read("values.yaml", text);
        Optional<String> edited = new ValuesEdit(text, change).edited(read.root());
        return edited.filter(result -> isWanted(result, wanted)).orElseGet(() -> rewritten(wanted, change));
    }

    private static String rewritten(ObjectNode wanted, Change change) {
        String text = write(wanted);
        if (!isWanted(text, wanted)) {
            throw new InvalidInput(
                    change.path().toString(), "%.100s cannot be written into the file".formatted(change.value()));
        }
        return text;
    }

    private static boolean isWanted(String text, ObjectNode wanted) {
        YamlText read = YamlText.read("values.yaml", text);
        return read.problems().isEmpty() && read.tree().equals(wanted);
    }

    private static ObjectNode tree(String text) {
        YamlText read = YamlText.read("values.yaml", text);
        InvalidInput.check(read.problems().stream().map(ValueProblem::asProblem).toList());
        return read.tree();
    }

    /** An object over an object is one change for each field that differs, so that the lines of the others stay. */
    private static List<Change> parts(ObjectNode tree, Change change) {
        JsonNode before = tree.at(change.path().toString());
        if (!(before instanceof ObjectNode was)
                || !(change.value() instanceof ObjectNode is)
                || was.isEmpty()
                || is.isEmpty()) {
            return before.equals(change.value()) ? List.of() : List.of(change);
        }
        Set<String> names = new TreeSet<>(Json.fields(was).keySet());
        names.addAll(Json.fields(is).keySet());
        List<Change> parts = new ArrayList<>();
        names.stream()
                .sorted((one, other) -> Boolean.compare(is.has(other), is.has(one)))
                .forEach(name ->
                        parts.addAll(parts(tree, new Change(change.path().child(name), is.get(name)))));
        return parts;
    }

    private static void set(ObjectNode tree, Change change) {
        ObjectNode at = tree;
        List<String> parts = change.path().parts();
        for (String part : parts.subList(0, parts.size() - 1)) {
            JsonNode inner = at.get(part);
            if (change.value() == null && Json.isNull(inner)) {
                return;
            }
            if (Json.isNull(inner)) {
                inner = at.putObject(part);
            }
            if (!(inner instanceof ObjectNode object)) {
                throw new InvalidInput(
                        change.path().toString(),
                        "is inside of %s, which is no object; set that as a whole".formatted(part));
            }
            at = object;
        }
        if (change.value() == null) {
            at.remove(change.path().last());
        } else {
            at.set(change.path().last(), change.value());
        }
    }

    /** Empty where the form of the file is beyond this. */
    private Optional<String> edited(@Nullable MappingNode root) {
        if (root == null) {
            return change.value() == null ? Optional.of(text.text()) : Optional.of(text.append(inside(0)));
        }
        MappingNode at = root;
        NodeTuple around = null;
        MappingNode above = root;
        List<String> parts = change.path().parts();
        for (int depth = 0; depth < parts.size(); depth++) {
            NodeTuple entry = entry(at, parts.get(depth));
            if (entry == null) {
                return change.value() == null ? Optional.of(text.text()) : Optional.of(inserted(at, depth));
            }
            boolean isLast = depth == parts.size() - 1;
            if (isLast && change.value() == null) {
                return removed(at, entry, above, around);
            }
            boolean isBlock = at.getFlowStyle() == FlowStyle.BLOCK;
            if (isLast || isNothing(entry.getValueNode()) || (isBlock && isEmpty(entry.getValueNode()))) {
                return change.value() == null
                        ? Optional.of(text.text())
                        : Optional.of(text.replaced(at, entry, inside(depth + 1)));
            }
            if (!(entry.getValueNode() instanceof MappingNode inner)) {
                return Optional.empty();
            }
            above = at;
            around = entry;
            at = inner;
        }
        return Optional.empty();
    }

    private Optional<String> removed(MappingNode at, NodeTuple entry, MappingNode above, @Nullable NodeTuple around) {
        boolean isOnly = at.getValue().size() == 1;
        return isOnly && around != null && at.getFlowStyle() == FlowStyle.BLOCK
                ? Optional.of(text.replaced(above, around, Json.object()))
                : Optional.of(text.removed(at, entry));
    }

    private String inserted(MappingNode at, int depth) {
        return text.inserted(at, change.path().parts().get(depth), inside(depth + 1));
    }

    /** The value with the objects that it is inside of from a depth of the path. */
    private JsonNode inside(int depth) {
        List<String> parts = change.path().parts();
        JsonNode value = change.value() == null ? Json.nothing() : change.value();
        for (String part : parts.subList(depth, parts.size()).reversed()) {
            ObjectNode around = Json.object();
            around.set(part, value);
            value = around;
        }
        return value;
    }

    private static @Nullable NodeTuple entry(MappingNode mapping, String name) {
        return mapping.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && YamlScalar.plain(scalar.getValue()).isNull();
    }

    private static boolean isEmpty(Node node) {
        return node instanceof MappingNode mapping && mapping.getValue().isEmpty();
    }
}
