package dev.fairway.delivery.values;

import dev.fairway.shared.Json;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes values as people would write them in YAML. */
final class YamlWriting {

    private static final int STEP = 2;
    /** Allowed as they are in JSON, and not in YAML. */
    private static final Pattern ESCAPED = Pattern.compile("[\\u007f-\\u009f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");
    /** Lines that begin and end with a letter. */
    private static final Pattern LINES = Pattern.compile("[^\\s\\p{Cntrl}].*(\\R.*)*", Pattern.DOTALL);

    private static final Pattern ODD =
            Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029\\ufeff\\ufffe\\uffff&&[^\\n]]");
    private static final Pattern BLANK_END = Pattern.compile("[ \\t](\\n|$)");

    private YamlWriting() {}

    static String block(ObjectNode values) {
        StringBuilder text = new StringBuilder();
        Json.fields(values)
                .forEach((name, value) -> text.append(entry(name, value, 0)).append('\n'));
        return text.isEmpty() ? "{}\n" : text.toString();
    }

    private static String entry(String name, JsonNode value, int indent) {
        String written = value(value, indent, true);
        return "%s%s:%s%s".formatted(" ".repeat(indent), key(name), isBelow(written) ? "" : " ", written);
    }

    /** Whether it begins in the line after the name. */
    static boolean isBelow(String written) {
        return written.startsWith("\n") || written.startsWith("\r");
    }

    /**
     * What comes after the colon, without the end of its last line.
     *
     * @param indent of the name
     * @param isAlone whether nothing else follows in the line
     */
    static String value(JsonNode value, int indent, boolean isAlone) {
        if (value instanceof ObjectNode object && !object.isEmpty()) {
            return Json.fields(object).entrySet().stream()
                    .map(one -> "\n" + entry(one.getKey(), one.getValue(), indent + STEP))
                    .collect(Collectors.joining());
        }
        if (value instanceof ArrayNode list && !list.isEmpty()) {
            return list.valueStream()
                    .map(item -> "\n%s- %s".formatted(" ".repeat(indent + STEP), flow(item)))
                    .collect(Collectors.joining());
        }
        return isAlone && value.isString() && isLines(value.stringValue())
                ? lines(value.stringValue(), indent + STEP)
                : flow(value);
    }

    private static boolean isLines(String text) {
        return text.indexOf('\n') >= 0
                && LINES.matcher(text).matches()
                && !ODD.matcher(text).find()
                && !BLANK_END.matcher(text).find()
                && !text.endsWith("\n\n");
    }

    private static String lines(String text, int indent) {
        boolean isEnded = text.endsWith("\n");
        String content = isEnded ? text.substring(0, text.length() - 1) : text;
        return (isEnded ? "|" : "|-")
                + content.lines()
                        .map(line -> line.isEmpty() ? "\n" : "\n" + " ".repeat(indent) + line)
                        .collect(Collectors.joining());
    }

    /** In one line. */
    static String flow(JsonNode value) {
        return switch (value) {
            case ObjectNode object ->
                Json.fields(object).entrySet().stream()
                        .map(one -> "%s: %s".formatted(key(one.getKey()), flow(one.getValue())))
                        .collect(Collectors.joining(", ", "{", "}"));
            case ArrayNode list ->
                list.valueStream().map(YamlWriting::flow).collect(Collectors.joining(", ", "[", "]"));
            default -> value.isString() ? text(value.stringValue()) : value.toString();
        };
    }

    static String key(String name) {
        return text(name);
    }

    private static String text(String text) {
        return YamlScalar.isPlain(text)
                ? text
                : ESCAPED.matcher(Json.text(text).toString())
                        .replaceAll(found ->
                                "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }
}
