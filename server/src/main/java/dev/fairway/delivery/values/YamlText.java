package dev.fairway.delivery.values;

import dev.fairway.shared.Json;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small YAML file that people and forms write: one object, no anchors, no tags, no key twice, nothing that two readers of
 * YAML take for two things. Problems are collected, and what has one is left out.
 */
final class YamlText {

    static final int MOST_BYTES = 64 << 10;
    private static final int MOST_NODES = 10_000;
    private static final int DEEPEST = 32;
    private static final Pattern CONTROL =
            Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufffe\\uffff]");

    private final String file;
    private final List<ValueProblem> problems = new ArrayList<>();
    private final Map<Pointer, Integer> lines = new HashMap<>();
    private @Nullable MappingNode root;
    private ObjectNode tree = Json.object();

    private YamlText(String file) {
        this.file = file;
    }

    /** @param file for problems */
    static YamlText read(String file, String text) {
        YamlText read = new YamlText(file);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            read.problem(null, "", "has %,d bytes; at most %,d are read".formatted(bytes, MOST_BYTES));
            return read;
        }
        try {
            if (read.isHarmless(text)) {
                read.compose(text);
            }
        } catch (MarkedYAMLException wrong) {
            read.problem(wrong.getProblemMark(), "", "is no YAML: " + wrong.getProblem());
        } catch (YAMLException wrong) {
            read.problem(null, "", "is no YAML: %.200s".formatted(wrong.getMessage()));
        }
        return read;
    }

    ObjectNode tree() {
        return tree;
    }

    List<ValueProblem> problems() {
        return problems;
    }

    /** Null where the file has nothing. */
    @Nullable
    MappingNode root() {
        return root;
    }

    /** From 1; 0 where there is no such value. */
    int line(Pointer path) {
        return lines.getOrDefault(path, 0);
    }

    Layer layer(LayerName name) {
        return layer(name, List.of());
    }

    Layer layer(LayerName name, List<Lock> locks) {
        return new Layer(name, file, tree, locks, lines);
    }

    void problem(Pointer path, String message) {
        problems.add(new ValueProblem(file, line(path), path.toString(), message));
    }

    private void problem(@Nullable Mark at, String path, String message) {
        problems.add(new ValueProblem(file, at == null ? 0 : at.getLine() + 1, path, message));
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST + 2);
        return options;
    }

    /** Before anything is built of it. */
    private boolean isHarmless(String text) {
        int depth = 0;
        int nodes = 0;
        int documents = 0;
        for (Event event : new Yaml(options()).parse(new StringReader(text))) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            nodes += event instanceof NodeEvent ? 1 : 0;
            documents += event instanceof DocumentStartEvent ? 1 : 0;
            Optional<String> refusal = refusal(event, depth, nodes, documents);
            if (refusal.isPresent()) {
                problem(event.getStartMark(), "", refusal.get());
                return false;
            }
        }
        return true;
    }

    private static Optional<String> refusal(Event event, int depth, int nodes, int documents) {
        if (event instanceof AliasEvent || (event instanceof NodeEvent node && node.getAnchor() != null)) {
            return Optional.of("has an anchor (& or *), which is not read; write the value in both places");
        }
        if ((event instanceof ScalarEvent scalar && scalar.getTag() != null)
                || (event instanceof CollectionStartEvent start && start.getTag() != null)) {
            return Optional.of("has a tag (!), which is not read; write the value without");
        }
        if (depth > DEEPEST) {
            return Optional.of("is nested deeper than %d".formatted(DEEPEST));
        }
        if (nodes > MOST_NODES) {
            return Optional.of("has more than %,d values".formatted(MOST_NODES));
        }
        return documents > 1 ? Optional.of("has a second document (---); one file is one document") : Optional.empty();
    }

    private void compose(String text) {
        Node node = new Yaml(options()).compose(new StringReader(text));
        if (node instanceof MappingNode mapping) {
            root = mapping;
            tree = object(Pointer.ROOT, mapping);
        } else if (node != null && !(node instanceof ScalarNode scalar && isNothing(scalar))) {
            problem(node.getStartMark(), "", "is no object of names and values");
        }
    }

    private static boolean isNothing(ScalarNode scalar) {
        return scalar.getScalarStyle() == ScalarStyle.PLAIN
                && YamlScalar.plain(scalar.getValue()).isNull();
    }

    private JsonNode value(Pointer path, Node node) {
        return switch (node) {
            case MappingNode mapping -> object(path, mapping);
            case SequenceNode sequence -> list(path, sequence);
            default -> scalar(path, (ScalarNode) node);
        };
    }

    private ObjectNode object(Pointer path, MappingNode mapping) {
        ObjectNode object = Json.object();
        for (NodeTuple entry : mapping.getValue()) {
            Node key = entry.getKeyNode();
            if (!(key instanceof ScalarNode named) || !isName(path, named)) {
                problem(key.getStartMark(), path.toString(), "has a key that is no text; put it into quotes");
                continue;
            }
            String name = named.getValue();
            Pointer at = path.child(name);
            if (object.has(name)) {
                problem(
                        key.getStartMark(),
                        at.toString(),
                        "is there twice, first in line %d; keep one of them".formatted(line(at)));
                continue;
            }
            lines.put(at, key.getStartMark().getLine() + 1);
            object.set(name, value(at, entry.getValueNode()));
        }
        return object;
    }

    private boolean isName(Pointer path, ScalarNode key) {
        boolean isPlain = key.getScalarStyle() == ScalarStyle.PLAIN;
        return !isPlain
                || (YamlScalar.plain(key.getValue()).isString()
                        && YamlScalar.doubt(key.getValue()).isEmpty());
    }

    private ArrayNode list(Pointer path, SequenceNode sequence) {
        ArrayNode list = Json.array();
        for (Node item : sequence.getValue()) {
            Pointer at = path.child(Integer.toString(list.size()));
            lines.put(at, item.getStartMark().getLine() + 1);
            list.add(value(at, item));
        }
        return list;
    }

    private JsonNode scalar(Pointer path, ScalarNode scalar) {
        String text = scalar.getValue();
        if (CONTROL.matcher(text).find()) {
            problem(scalar.getStartMark(), path.toString(), "has a control character, which nothing here can take");
        }
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return Json.text(text);
        }
        YamlScalar.doubt(text).ifPresent(doubt -> problem(scalar.getStartMark(), path.toString(), doubt));
        return YamlScalar.plain(text);
    }
}
