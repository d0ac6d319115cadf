package dev.fairway.selfservice.forms;

import dev.fairway.access.Actor;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import dev.fairway.shared.jq.Jq;
import dev.fairway.shared.jq.JqFailed;
import dev.fairway.shared.schema.ValueCheck;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts values into a form, input by input; null is no value, also where there would be one by default. Expressions see {@code .form} (the values so far; {@code .inputs} is the same),
 * {@code .entity} and {@code .user}.
 */
final class Filling {

    private static final List<String> WORKED_OUT = List.of(
            "enum",
            "pattern",
            ValueCheck.PATTERN_IN_WORDS,
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minimum",
            "maximum");

    private static final int LARGEST = 100_000;

    private final Form form;
    private final ObjectNode given;
    private final Chosen chosen;
    private final ObjectNode values = Json.object();
    private final ObjectNode scope = Json.object();
    private final Map<String, FilledForm.Input> inputs = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /** @param entity what it is about, as the API shows it; null for a request about none */
    Filling(Form form, ObjectNode given, @Nullable ObjectNode entity, Chosen chosen) {
        this.form = form;
        this.given = given;
        this.chosen = chosen;
        scope.set("form", values);
        scope.set("inputs", values);
        scope.set("entity", entity == null ? Json.object() : entity);
        scope.set("user", user(chosen.actor()));
    }

    private static ObjectNode user(Actor actor) {
        ObjectNode user = Json.object();
        user.put("email", actor.name());
        user.set("roles", Json.array(actor.roles()));
        user.set("teams", Json.array(actor.teams()));
        return user;
    }

    FilledForm filled() {
        form.names().forEach(this::takeGiven);
        form.names().forEach(this::fill);
        Json.fields(given).keySet().stream()
                .filter(name -> !form.has(name))
                .forEach(name -> problem(name, "is no input of this form"));
        FilledForm.Hidden hidden = hidden();
        checkRequired(hidden);
        return new FilledForm(values, inputs, hidden, problems);
    }

    private FilledForm.Hidden hidden() {
        List<Integer> steps = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        List<JsonNode> written = form.steps();
        for (int at = 0; at < written.size(); at++) {
            if (!isSet("steps", written.get(at).get("visible"), true)) {
                steps.add(at);
            }
        }
        form.titles().forEach((name, title) -> {
            if (!isSet("titles", title.get("visible"), true)) {
                titles.add(name);
            }
        });
        return new FilledForm.Hidden(steps, titles);
    }

    private void takeGiven(String name) {
        JsonNode value = given.get(name);
        if (!Json.isNull(value)) {
            values.set(name, value);
        }
    }

    private void fill(String name) {
        ObjectNode input = form.input(name);
        boolean visible = isSet(name, input.get("visible"), true);
        boolean disabled = isSet(name, input.get("disabled"), false);
        JsonNode standard = worked(name, input.get("default")).orElse(null);
        if (!given.has(name) && standard != null) {
            values.set(name, standard);
        }
        ObjectNode schema = input.deepCopy();
        WORKED_OUT.forEach(part -> workOut(name, schema, part));
        String inWords = Json.textAt(schema, ValueCheck.PATTERN_IN_WORDS);
        if (inWords != null && !inWords.isBlank()) {
            schema.put("description", inWords);
        }
        workOutDataset(name, schema);
        if (schema.get("items") instanceof ObjectNode items) {
            WORKED_OUT.forEach(part -> workOut(name, items, part));
        }
        inputs.put(name, new FilledForm.Input(schema, visible, disabled, false));
        JsonNode value = values.get(name);
        if (value == null) {
            return;
        }
        if ((!visible || disabled) && !value.equals(standard)) {
            problem(name, "is not asked for and cannot be changed; leave it out");
            return;
        }
        if (value.toString().length() > LARGEST) {
            problem(name, "has more than %,d characters".formatted(LARGEST));
            return;
        }
        ValueCheck.check(path(name), schema, value, problems);
        chosen.check(path(name), schema, value, scope, problems);
    }

    private void workOut(String name, ObjectNode schema, String part) {
        JsonNode written = schema.get(part);
        if (isExpression(written)) {
            worked(name, written).ifPresentOrElse(value -> schema.set(part, value), () -> schema.remove(part));
        }
    }

    /** So that a picker offers what may be chosen. */
    private void workOutDataset(String name, ObjectNode schema) {
        if (schema.get("items") instanceof ObjectNode items) {
            workOutDataset(name, items);
        }
        if (schema.get("dataset") instanceof ObjectNode dataset) {
            try {
                schema.set("dataset", Chosen.worked(dataset, scope));
            } catch (JqFailed failure) {
                problem(name, "cannot be worked out: " + failure.reason());
            }
        }
    }

    /** What a step that does not show would ask for is not asked for. */
    private void checkRequired(FilledForm.Hidden hidden) {
        Set<String> unasked = new HashSet<>();
        hidden.steps()
                .forEach(at -> unasked.addAll(Json.texts(form.steps().get(at).get("order"))));
        List<String> required = Json.texts(worked("required", form.required()).orElse(null));
        for (String name : required) {
            FilledForm.Input input = inputs.get(name);
            if (input == null) {
                continue;
            }
            inputs.put(name, new FilledForm.Input(input.schema(), input.visible(), input.disabled(), true));
            if (input.visible() && !unasked.contains(name) && isMissing(values.get(name))) {
                problem(name, "is required");
            }
        }
    }

    private static boolean isMissing(@Nullable JsonNode value) {
        return value == null || (value.isString() && value.stringValue().isBlank());
    }

    private boolean isSet(String name, @Nullable JsonNode written, boolean otherwise) {
        return worked(name, written)
                .map(value -> value.equals(BooleanNode.TRUE))
                .orElse(otherwise);
    }

    /** What was written, or what its expression gives; empty for nothing and null. */
    private Optional<JsonNode> worked(String name, @Nullable JsonNode written) {
        if (written == null || written.isNull() || written.isMissingNode()) {
            return Optional.empty();
        }
        if (!isExpression(written)) {
            return Optional.of(written);
        }
        try {
            return Jq.first(written.get("jqQuery").asString(""), scope);
        } catch (JqFailed failure) {
            problem(name, "cannot be worked out: " + failure.reason());
            return Optional.empty();
        }
    }

    private static boolean isExpression(@Nullable JsonNode written) {
        return written != null && written.isObject() && written.has("jqQuery");
    }

    private void problem(String name, String message) {
        problems.add(new Problem(path(name), message));
    }

    private static String path(String name) {
        return "properties." + name;
    }
}
