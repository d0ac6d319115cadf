package dev.fairway.delivery.values;

import java.util.List;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A text in YAML, cut and pasted where its nodes begin and end. */
record EditedText(String text) {

    String append(JsonNode values) {
        String begun = text.isEmpty() || text.endsWith("\n") ? text : text + newline();
        return begun + lines(YamlWriting.block((ObjectNode) values));
    }

    /** With another value of an entry. A comment behind the old one stays, unless that was more than one line. */
    String replaced(MappingNode in, NodeTuple entry, JsonNode value) {
        Node node = entry.getValueNode();
        boolean isInline = node instanceof ScalarNode || flow(node);
        int colon = text.indexOf(':', offset(entry.getKeyNode().getEndMark()));
        int end = isInline ? end(node) : lineEnd(end(node));
        int start = isInline ? Math.max(offset(node.getStartMark()), colon + 1) : colon + 1;
        if (flow(in)) {
            return text.substring(0, start) + spaced(start, YamlWriting.flow(value)) + text.substring(end);
        }
        String behind = text.substring(end, lineEnd(end));
        int indent = entry.getKeyNode().getStartMark().getColumn();
        String written = lines(YamlWriting.value(value, indent, behind.isBlank()));
        return YamlWriting.isBelow(written)
                ? text.substring(0, colon + 1) + behind + written + text.substring(lineEnd(end))
                : text.substring(0, start) + spaced(start, written) + text.substring(end);
    }

    private String spaced(int at, String written) {
        return at > 0 && Character.isWhitespace(text.charAt(at - 1)) ? written : " " + written;
    }

    /** With another entry, the last. */
    String inserted(MappingNode in, String name, JsonNode value) {
        List<NodeTuple> entries = in.getValue();
        if (flow(in)) {
            String written = "%s: %s".formatted(YamlWriting.key(name), YamlWriting.flow(value));
            return entries.isEmpty()
                    ? pasted(offset(in.getStartMark()) + 1, written)
                    : pasted(end(entries.getLast().getValueNode()), ", " + written);
        }
        int indent = entries.getFirst().getKeyNode().getStartMark().getColumn();
        String written = YamlWriting.value(value, indent, true);
        String gap = YamlWriting.isBelow(written) ? "" : " ";
        return pasted(
                lineEnd(end(entries.getLast().getValueNode())),
                lines("\n%s%s:%s%s".formatted(" ".repeat(indent), YamlWriting.key(name), gap, written)));
    }

    String removed(MappingNode in, NodeTuple entry) {
        int start = offset(entry.getKeyNode().getStartMark());
        int end = end(entry.getValueNode());
        if (!flow(in)) {
            int next = Math.min(text.length(), lineEnd(end) + newlineAt(lineEnd(end)));
            return cut(text.lastIndexOf('\n', start - 1) + 1, next);
        }
        List<NodeTuple> entries = in.getValue();
        int index = entries.indexOf(entry);
        if (index < entries.size() - 1) {
            return cut(start, offset(entries.get(index + 1).getKeyNode().getStartMark()));
        }
        return index > 0 ? cut(end(entries.get(index - 1).getValueNode()), end) : cut(start, end);
    }

    private String cut(int from, int to) {
        return text.substring(0, from) + text.substring(to);
    }

    private String pasted(int at, String more) {
        return text.substring(0, at) + more + text.substring(at);
    }

    private static boolean flow(Node node) {
        return (node instanceof MappingNode mapping && mapping.getFlowStyle() == FlowStyle.FLOW)
                || (node instanceof SequenceNode sequence && sequence.getFlowStyle() == FlowStyle.FLOW);
    }

    /** After the last letter of a node: marks of blocks are after the comments that follow. */
    private int end(Node node) {
        if (node instanceof MappingNode mapping && !flow(node)) {
            return end(mapping.getValue().getLast().getValueNode());
        }
        if (node instanceof SequenceNode sequence && !flow(node)) {
            return end(sequence.getValue().getLast());
        }
        int end = offset(node.getEndMark());
        boolean isBlock = node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED);
        while (isBlock && end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** Marks count letters, texts count pairs of surrogates as two. */
    private int offset(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    private int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        int line = end < 0 ? text.length() : end;
        return line > at && text.charAt(line - 1) == '\r' ? line - 1 : line;
    }

    private int newlineAt(int at) {
        return text.startsWith("\r\n", at) ? 2 : 1;
    }

    private String newline() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    private String lines(String written) {
        return written.replace("\n", newline());
    }
}
