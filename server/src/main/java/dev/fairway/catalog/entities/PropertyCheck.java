package dev.fairway.catalog.entities;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Property;
import dev.fairway.catalog.blueprints.PropertyType;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds the properties of an entity against the schema of its blueprint. */
final class PropertyCheck {

    private static final int LONGEST_SHOWN = 100;

    private final Blueprint blueprint;
    private final List<Problem> problems = new ArrayList<>();

    private PropertyCheck(Blueprint blueprint) {
        this.blueprint = blueprint;
    }

    /** @param properties as they will be stored, without nulls */
    static List<Problem> check(Blueprint blueprint, ObjectNode properties) {
        PropertyCheck check = new PropertyCheck(blueprint);
        Json.fields(properties).forEach(check::checkNamed);
        blueprint.properties().values().stream()
                .filter(property -> property.required() && !properties.has(property.identifier()))
                .forEach(property -> check.problem(property.identifier(), "is required"));
        return check.problems;
    }

    /** The names that mean nothing to the blueprint; each is one problem of {@link #check}. */
    static List<String> unknown(Blueprint blueprint, ObjectNode properties) {
        return Json.fields(properties).keySet().stream()
                .filter(name -> !blueprint.properties().containsKey(name)
                        && !blueprint.derived().containsKey(name))
                .toList();
    }

    private void checkNamed(String name, JsonNode value) {
        Property property = blueprint.properties().get(name);
        if (property == null) {
            String kind = blueprint.derived().containsKey(name)
                    ? "is worked out and cannot be written"
                    : "is not a property of \"%s\"".formatted(blueprint.identifier());
            problem(name, kind);
            return;
        }
        if (!property.type().accepts(value)) {
            problem(
                    name,
                    "%s is not of type %s"
                            .formatted(shown(value), property.type().wireName()));
            return;
        }
        StoredText.check("properties." + name, value, problems);
        checkValue(name, property.schema(), value);
    }

    private void checkValue(String name, ObjectNode schema, JsonNode value) {
        if (schema.get("enum") != null && schema.get("enum").isArray() && !isOneOf(schema.get("enum"), value)) {
            problem(name, "%s is not one of %s".formatted(shown(value), shown(schema.get("enum"))));
        }
        if (value.isString()) {
            checkText(name, schema, value.stringValue());
        } else if (value.isNumber()) {
            checkNumber(name, schema, value.decimalValue());
        } else if (value.isArray()) {
            checkArray(name, schema, value);
        }
    }

    private void checkText(String name, ObjectNode schema, String text) {
        checkSize(name, schema, "Length", text.codePointCount(0, text.length()), "characters");
        String pattern = Json.textAt(schema, "pattern");
        if (pattern != null) {
            checkPattern(name, pattern, text);
        }
        String format = Json.textAt(schema, "format");
        if (format != null) {
            Formats.problem(format, text)
                    .ifPresent(message -> problem(name, "\"%s\" %s".formatted(shortened(text), message)));
        }
    }

    private void checkPattern(String name, String pattern, String text) {
        switch (UserPattern.in(text, pattern)) {
            case FOUND -> {}
            case MISSING -> problem(name, "\"%s\" does not match the pattern %s".formatted(shortened(text), pattern));
            case TOO_LONG ->
                problem(
                        name,
                        "\"%s\" takes too long to compare with the pattern %s; make the pattern simpler"
                                .formatted(shortened(text), pattern));
        }
    }

    private void checkNumber(String name, ObjectNode schema, BigDecimal number) {
        if (schema.path("minimum").isNumber()
                && number.compareTo(schema.get("minimum").decimalValue()) < 0) {
            problem(name, "%s is less than %s".formatted(number, schema.get("minimum")));
        }
        if (schema.path("maximum").isNumber()
                && number.compareTo(schema.get("maximum").decimalValue()) > 0) {
            problem(name, "%s is more than %s".formatted(number, schema.get("maximum")));
        }
    }

    private void checkArray(String name, ObjectNode schema, JsonNode array) {
        checkSize(name, schema, "Items", array.size(), "items");
        ObjectNode items = Json.objectAt(schema, "items");
        String type = Json.textAt(items, "type");
        for (JsonNode item : array) {
            boolean fits = type == null
                    || PropertyType.of(type).map(known -> known.accepts(item)).orElse(true);
            if (!fits) {
                problem(name, "holds %s, which is not of type %s".formatted(shown(item), type));
                return;
            }
            checkValue(name, items, item);
        }
    }

    private void checkSize(String name, ObjectNode schema, String what, int size, String unit) {
        if (schema.path("min" + what).isNumber()
                && size < schema.get("min" + what).asInt()) {
            problem(name, "has %d %s; at least %s are needed".formatted(size, unit, schema.get("min" + what)));
        }
        if (schema.path("max" + what).isNumber()
                && size > schema.get("max" + what).asInt()) {
            problem(name, "has %d %s; at most %s are possible".formatted(size, unit, schema.get("max" + what)));
        }
    }

    private static boolean isOneOf(JsonNode values, JsonNode value) {
        return values.valueStream()
                .anyMatch(known -> known.isNumber() && value.isNumber()
                        ? known.decimalValue().compareTo(value.decimalValue()) == 0
                        : known.equals(value));
    }

    private void problem(String property, String message) {
        problems.add(new Problem("properties." + property, message));
    }

    private static String shown(JsonNode value) {
        return shortened(value.toString());
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}
