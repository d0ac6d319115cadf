package dev.fairway.shared.schema;

import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds values against what somebody wrote about them: type, enum, pattern, format and limits. */
public final class ValueCheck {

    /** What a pattern asks for, in words that people read instead of it: {@code patternDescription}. */
    public static final String PATTERN_IN_WORDS = "patternDescription";

    private static final int LONGEST_SHOWN = 100;
    private static final Pattern LITERAL = Pattern.compile("\\^\\\\Q(.*)\\\\E\\$", Pattern.DOTALL);

    private final List<Problem> problems;

    private ValueCheck(List<Problem> problems) {
        this.problems = problems;
    }

    /** @param schema the part of JSON schema that properties have; what it does not say is free */
    public static void check(String path, ObjectNode schema, JsonNode value, List<Problem> problems) {
        new ValueCheck(problems).checkTyped(path, schema, value);
    }

    /**
     * Holds an object's values against what somebody wrote about each of them.
     *
     * @param schema {@code {properties, required}}
     * @param unknown what is wrong with a value that the schema does not have
     */
    public static void checkAll(
            String path, ObjectNode schema, ObjectNode object, String unknown, List<Problem> problems) {
        ObjectNode properties = Json.objectAt(schema, "properties");
        Json.fields(object).forEach((name, value) -> {
            if (properties.has(name)) {
                check(path + "." + name, Json.objectAt(properties, name), value, problems);
            } else {
                problems.add(new Problem(path + "." + name, unknown));
            }
        });
        Json.texts(schema.get("required")).stream()
                .filter(name -> Json.isNull(object.get(name)))
                .forEach(name -> problems.add(new Problem(path + "." + name, "is required")));
    }

    private void checkTyped(String path, ObjectNode schema, JsonNode value) {
        String type = Json.textAt(schema, "type");
        if (type != null
                && !PropertyType.of(type).map(known -> known.accepts(value)).orElse(true)) {
            problem(path, "%s is not of type %s".formatted(shown(value), type));
            return;
        }
        StoredText.check(path, value, problems);
        checkValue(path, schema, value);
    }

    private void checkValue(String path, ObjectNode schema, JsonNode value) {
        if (schema.get("enum") != null && schema.get("enum").isArray() && !isOneOf(schema.get("enum"), value)) {
            problem(path, "%s is not one of %s".formatted(shown(value), shown(schema.get("enum"))));
        }
        if (value.isString()) {
            checkText(path, schema, value.stringValue());
        } else if (value.isNumber()) {
            checkNumber(path, schema, value.decimalValue());
        } else if (value.isArray()) {
            checkArray(path, schema, value);
        }
    }

    private void checkText(String path, ObjectNode schema, String text) {
        checkSize(path, schema, "Length", text.codePointCount(0, text.length()), "characters");
        String pattern = Json.textAt(schema, "pattern");
        if (pattern != null) {
            checkPattern(path, pattern, Json.textAt(schema, PATTERN_IN_WORDS), text);
        }
        String format = Json.textAt(schema, "format");
        if (format != null) {
            Formats.problem(format, text)
                    .ifPresent(message -> problem(path, "\"%s\" %s".formatted(shortened(text), message)));
        }
    }

    private void checkPattern(String path, String pattern, @Nullable String inWords, String text) {
        switch (UserPattern.in(text, pattern)) {
            case FOUND -> {}
            case MISSING -> problem(path, "\"%s\" %s".formatted(shortened(text), mismatch(pattern, inWords)));
            case TOO_LONG ->
                problem(
                        path,
                        "\"%s\" takes too long to compare with the pattern %s; make the pattern simpler"
                                .formatted(shortened(text), pattern));
        }
    }

    private static String mismatch(String pattern, @Nullable String inWords) {
        Matcher literal = LITERAL.matcher(pattern);
        if (literal.matches()) {
            return "is not \"%s\"".formatted(shortened(literal.group(1)));
        }
        return inWords == null || inWords.isBlank()
                ? "does not match the pattern " + pattern
                : "is not by the rule: " + inWords;
    }

    private void checkNumber(String path, ObjectNode schema, BigDecimal number) {
        if (schema.path("minimum").isNumber()
                && number.compareTo(schema.get("minimum").decimalValue()) < 0) {
            problem(path, "%s is less than %s".formatted(number, schema.get("minimum")));
        }
        if (schema.path("maximum").isNumber()
                && number.compareTo(schema.get("maximum").decimalValue()) > 0) {
            problem(path, "%s is more than %s".formatted(number, schema.get("maximum")));
        }
    }

    private void checkArray(String path, ObjectNode schema, JsonNode array) {
        checkSize(path, schema, "Items", array.size(), "items");
        ObjectNode items = Json.objectAt(schema, "items");
        String type = Json.textAt(items, "type");
        for (JsonNode item : array) {
            boolean fits = type == null
                    || PropertyType.of(type).map(known -> known.accepts(item)).orElse(true);
            if (!fits) {
                problem(path, "holds %s, which is not of type %s".formatted(shown(item), type));
                return;
            }
            checkValue(path, items, item);
        }
    }

    private void checkSize(String path, ObjectNode schema, String what, int size, String unit) {
        if (schema.path("min" + what).isNumber() && compared(size, schema.get("min" + what)) < 0) {
            problem(path, "has %d %s; at least %s are needed".formatted(size, unit, schema.get("min" + what)));
        }
        if (schema.path("max" + what).isNumber() && compared(size, schema.get("max" + what)) > 0) {
            problem(path, "has %d %s; at most %s are possible".formatted(size, unit, schema.get("max" + what)));
        }
    }

    private static int compared(int size, JsonNode limit) {
        return BigDecimal.valueOf(size).compareTo(limit.decimalValue());
    }

    private static boolean isOneOf(JsonNode values, JsonNode value) {
        return values.valueStream()
                .anyMatch(known -> known.isNumber() && value.isNumber()
                        ? known.decimalValue().compareTo(value.decimalValue()) == 0
                        : known.equals(value));
    }

    private void problem(String path, String message) {
        problems.add(new Problem(path, message));
    }

    private static String shown(JsonNode value) {
        return shortened(value.toString());
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}
