package dev.fairway.selfservice.actions;

import dev.fairway.shared.Json;
import dev.fairway.shared.schema.PropertyType;
import dev.fairway.shared.schema.ValueCheck;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of an action: its inputs, their order or steps, and titles between them. Where a fixed value may stand, so may
 * {@code {"jqQuery": "…"}}, worked out while the form is filled in.
 */
public final class FormCheck {

    private static final int MAX_INPUTS = 200;
    private static final int MAX_NAME = 100;
    private static final int MAX_TITLE = 140;
    private static final int MAX_TEXT = 1_000;
    private static final int MAX_PATTERN = 1_000;
    private static final Set<String> FORMATS = Set.of(
            "date-time",
            "url",
            "email",
            "ipv4",
            "ipv6",
            "yaml",
            "entity",
            "user",
            "team",
            "proto",
            "markdown",
            "multi-line",
            "labeled-url");
    private static final List<String> FLAGS = List.of("visible", "disabled");
    private static final List<String> LIMITS =
            List.of("minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum");

    private final Problems problems;
    private final String root;

    /** @param path of the form, with a dot at its end */
    public FormCheck(Problems problems, String path) {
        this.problems = problems;
        this.root = path;
    }

    public void check(ObjectNode form) {
        problems.checkObject(form, "properties", root);
        problems.checkObject(form, "titles", root);
        ObjectNode inputs = Json.objectAt(form, "properties");
        if (inputs.size() > MAX_INPUTS) {
            add("properties", "has %,d inputs; at most %d are possible", inputs.size(), MAX_INPUTS);
        }
        Json.fields(inputs).forEach((name, input) -> checkInput(name, input, inputs));
        checkNames("required", form.get("required"), inputs);
        checkNames("order", form.get("order"), inputs);
        if (!Json.isNull(form.get("steps")) && !form.get("steps").isArray()) {
            add("steps", "%s is no list of steps", Problems.shown(form.get("steps")));
        }
        for (JsonNode step : form.path("steps")) {
            if (!step.isObject()) {
                add("steps", "%s is no step: {title, order, visible}", Problems.shown(step));
            }
            problems.checkText(asObject(step), "title", root + "steps.", MAX_TITLE);
            checkNames("steps.order", step.get("order"), inputs);
            checkFlag("steps.visible", step.get("visible"));
        }
        Json.fields(Json.objectAt(form, "titles")).forEach(this::checkTitle);
    }

    private void checkTitle(String name, JsonNode title) {
        String path = root + "titles." + name + ".";
        if (!title.isObject()) {
            add("titles." + name, "%s is no title: {title, description, visible}", Problems.shown(title));
        }
        problems.checkText(asObject(title), "title", path, MAX_TITLE);
        problems.checkText(asObject(title), "description", path, MAX_TEXT);
        checkFlag("titles." + name + ".visible", title.get("visible"));
    }

    private void checkInput(String name, JsonNode input, ObjectNode inputs) {
        String path = "properties." + name;
        if (name.isBlank() || name.length() > MAX_NAME) {
            add(path, "has a name of 1 to %d characters", MAX_NAME);
        }
        if (!(input instanceof ObjectNode object)) {
            add(path, "%s is no input; it has at least a type", Problems.shown(input));
            return;
        }
        problems.checkText(object, "title", root + path + ".", MAX_TITLE);
        problems.checkText(object, "description", root + path + ".", MAX_TEXT);
        problems.checkText(object, "icon", root + path + ".", MAX_TITLE);
        problems.checkText(object, "blueprint", root + path + ".", MAX_TITLE);
        checkType(path, object);
        FLAGS.forEach(flag -> checkFlag(path + "." + flag, object.get(flag)));
        LIMITS.forEach(limit -> checkLimit(path + "." + limit, object.get(limit)));
        checkPattern(path + ".pattern", object.get("pattern"));
        checkWords(path, object);
        checkDynamic(path + ".default", object.get("default"));
        checkEnum(path + ".enum", object.get("enum"));
        checkNames(path + ".dependsOn", object.get("dependsOn"), inputs);
        checkDataset(path + ".dataset", object.get("dataset"));
        checkSort(path + ".sort", object.get("sort"));
        checkEncryption(path + ".encryption", object.get("encryption"));
    }

    private void checkWords(String path, ObjectNode input) {
        JsonNode words = input.get(ValueCheck.PATTERN_IN_WORDS);
        if (words != null && isDynamic(words)) {
            checkDynamic(path + "." + ValueCheck.PATTERN_IN_WORDS, words);
        } else {
            problems.checkText(input, ValueCheck.PATTERN_IN_WORDS, root + path + ".", MAX_TEXT);
        }
    }

    private void checkType(String path, ObjectNode input) {
        String type = Json.textAt(input, "type");
        if (type == null || PropertyType.of(type).isEmpty()) {
            add(
                    path + ".type",
                    "%s is not one of string, number, boolean, object, array",
                    Problems.shown(input.get("type")));
        }
        String format = Json.textAt(input, "format");
        if (format != null && !FORMATS.contains(format)) {
            add(
                    path + ".format",
                    "\"%s\" is not one of %s",
                    format,
                    FORMATS.stream().sorted().toList());
        }
        if ("entity".equals(format) && Json.textAt(input, "blueprint") == null) {
            add(path + ".blueprint", "says which entities can be chosen; it is missing");
        }
        problems.checkObject(input, "items", root + path + ".");
        JsonNode items = input.get("items");
        if (items instanceof ObjectNode object) {
            checkType(path + ".items", object);
            checkPattern(path + ".items.pattern", object.get("pattern"));
            checkEnum(path + ".items.enum", object.get("enum"));
            checkDataset(path + ".items.dataset", object.get("dataset"));
        }
    }

    private void checkEnum(String path, @Nullable JsonNode values) {
        if (values != null && !values.isNull() && !values.isArray() && !isDynamic(values)) {
            add(path, "is a list of values or {\"jqQuery\": \"…\"}, not %s", Problems.shown(values));
        }
        checkDynamic(path, values);
        if (values != null && values.isArray()) {
            values.forEach(value -> {
                if (value.asString("").length() > MAX_TEXT) {
                    add(path, "%s has more than %,d characters", Problems.shown(value), MAX_TEXT);
                }
            });
        }
    }

    private void checkFlag(String path, @Nullable JsonNode value) {
        if (value != null && !value.isNull() && !value.isBoolean() && !isDynamic(value)) {
            add(path, "is true, false or {\"jqQuery\": \"…\"}, not %s", Problems.shown(value));
        }
        checkDynamic(path, value);
    }

    private void checkLimit(String path, @Nullable JsonNode value) {
        if (value != null && !value.isNull() && !value.isNumber() && !isDynamic(value)) {
            add(path, "is a number or {\"jqQuery\": \"…\"}, not %s", Problems.shown(value));
        }
        checkDynamic(path, value);
    }

    private void checkPattern(String path, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return;
        }
        if (isDynamic(value)) {
            checkDynamic(path, value);
            return;
        }
        if (!value.isString()) {
            add(path, "%s is no text", Problems.shown(value));
            return;
        }
        String pattern = value.stringValue();
        if (pattern.length() > MAX_PATTERN) {
            add(path, "has %,d characters; at most %,d are possible", pattern.length(), MAX_PATTERN);
            return;
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            add(path, "\"%s\" is no regular expression: %s", pattern, wrong.getDescription());
        }
    }

    private void checkDataset(String path, @Nullable JsonNode dataset) {
        if (dataset != null && !dataset.isNull() && !dataset.path("rules").isArray()) {
            add(path, "is a search: {\"combinator\": \"and\" or \"or\", \"rules\": [...]}");
        }
    }

    private void checkSort(String path, @Nullable JsonNode sort) {
        boolean isKnown = sort == null
                || sort.isNull()
                || (!sort.path("property").asString("").isBlank()
                        && List.of("ASC", "DESC").contains(sort.path("order").asString("ASC")));
        if (!isKnown) {
            add(path, "%s is no order: {\"property\": …, \"order\": \"ASC\" or \"DESC\"}", Problems.shown(sort));
        }
    }

    private void checkEncryption(String path, @Nullable JsonNode encryption) {
        if (encryption == null || encryption.isNull()) {
            return;
        }
        boolean isKnown = encryption.isString()
                ? encryption.stringValue().equals("aes256-gcm")
                : "client-side".equals(Json.textAt(encryption, "algorithm")) && Json.textAt(encryption, "key") != null;
        if (!isKnown) {
            add(path, "is \"aes256-gcm\" or {\"algorithm\": \"client-side\", \"key\": \"…\"}");
        }
    }

    private void checkNames(String path, @Nullable JsonNode names, ObjectNode inputs) {
        if (isDynamic(names)) {
            checkDynamic(path, names);
            return;
        }
        if (names != null
                && !names.isNull()
                && (!names.isArray() || Json.texts(names).size() != names.size())) {
            add(path, "%s is no list of names", Problems.shown(names));
        }
        for (String name : Json.texts(names)) {
            if (name.length() > MAX_NAME) {
                add(path, "\"%s\" has more than %d characters", name, MAX_NAME);
            }
            if (!inputs.has(name) && !path.endsWith("order")) {
                add(path, "\"%s\" is no input of the form", name);
            }
        }
    }

    private static boolean isDynamic(@Nullable JsonNode value) {
        return value != null && value.isObject() && value.has("jqQuery");
    }

    /** Existing clients write down expressions that are none; whoever fills the form in is told. */
    private void checkDynamic(String path, @Nullable JsonNode value) {
        if (value != null && isDynamic(value) && !value.get("jqQuery").isString()) {
            add(path + ".jqQuery", "%s is no text", Problems.shown(value.get("jqQuery")));
        }
    }

    private static ObjectNode asObject(JsonNode node) {
        return node instanceof ObjectNode object ? object : Json.object();
    }

    private void add(String path, String message, Object... values) {
        problems.add(root + path, message, values);
    }
}
