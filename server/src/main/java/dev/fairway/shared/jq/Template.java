package dev.fairway.shared.jq;

import dev.fairway.shared.Json;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills {@code {{ jq }}} in the texts of a tree, keys included. A text that is nothing but one expression becomes what the
 * expression gives, whatever its type; within other text, texts stand as they are and everything else as JSON. What an
 * expression gives is never looked at for expressions again.
 */
public final class Template {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private Template() {}

    /** @throws JqFailed when an expression is none, or fails */
    public static JsonNode fill(JsonNode template, JsonNode scope) {
        if (template.isString()) {
            return fillText(template.stringValue(), scope);
        }
        if (template instanceof ObjectNode object) {
            ObjectNode filled = Json.object();
            Json.fields(object).forEach((key, value) -> filled.set(text(key, scope), fill(value, scope)));
            return filled;
        }
        if (template instanceof ArrayNode array) {
            ArrayNode filled = Json.array();
            array.forEach(item -> filled.add(fill(item, scope)));
            return filled;
        }
        return template;
    }

    /** Why a text of a tree has something in double braces that is no expression; empty when all of them are some. */
    public static Optional<String> problemOf(JsonNode template) {
        if (template.isString()) {
            return problemOf(template.stringValue());
        }
        Stream<String> keys = template.isObject() ? template.propertyNames().stream() : Stream.of();
        return Stream.concat(
                        keys.map(Template::problemOf), template.valueStream().map(Template::problemOf))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> problemOf(String template) {
        for (int open = template.indexOf(OPEN); open >= 0; ) {
            int end = endOf(template, open);
            if (end < 0) {
                return Optional.of("\"%.100s\" has braces that nothing closes".formatted(template));
            }
            Optional<String> problem = Jq.problemOf(template.substring(open + OPEN.length(), end - CLOSE.length()));
            if (problem.isPresent()) {
                return problem;
            }
            open = template.indexOf(OPEN, end);
        }
        return Optional.empty();
    }

    /** @throws JqFailed when an expression is none, or fails */
    public static String text(String template, JsonNode scope) {
        return shown(fillText(template, scope));
    }

    /** @param written how what an expression gives stands in the text, such as encoded for an address */
    public static String text(String template, JsonNode scope, UnaryOperator<String> written) {
        return within(template, scope, written);
    }

    private static JsonNode fillText(String template, JsonNode scope) {
        String trimmed = template.strip();
        if (trimmed.startsWith(OPEN) && endOf(trimmed, 0) == trimmed.length()) {
            return value(trimmed.substring(OPEN.length(), trimmed.length() - CLOSE.length()), scope);
        }
        return Json.text(within(template, scope, UnaryOperator.identity()));
    }

    private static String within(String template, JsonNode scope, UnaryOperator<String> written) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open = template.indexOf(OPEN); open >= 0; open = template.indexOf(OPEN, from)) {
            int end = endOf(template, open);
            if (end < 0) {
                break;
            }
            filled.append(template, from, open);
            filled.append(written.apply(
                    shown(value(template.substring(open + OPEN.length(), end - CLOSE.length()), scope))));
            from = end;
        }
        return filled.append(template, from, template.length()).toString();
    }

    /**
     * Where the expression that opens here ends: behind the first closing braces that leave a whole expression, as
     * {@code {{ {a: {b: 1}} }}} has some inside of it. Negative when nothing closes it.
     */
    private static int endOf(String template, int open) {
        int first = -1;
        for (int close = template.indexOf(CLOSE, open + OPEN.length());
                close >= 0;
                close = template.indexOf(CLOSE, close + 1)) {
            first = first < 0 ? close + CLOSE.length() : first;
            if (Jq.problemOf(template.substring(open + OPEN.length(), close)).isEmpty()) {
                return close + CLOSE.length();
            }
        }
        return first;
    }

    private static JsonNode value(String expression, JsonNode scope) {
        return Jq.first(expression, scope).orElse(Json.nothing());
    }

    private static String shown(JsonNode value) {
        return value.isString() ? value.stringValue() : value.isNull() ? "" : value.toString();
    }
}
