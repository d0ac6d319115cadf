package dev.fairway.selfservice.workflows;

import dev.fairway.selfservice.actions.ActionPermissions;
import dev.fairway.selfservice.actions.EventCheck;
import dev.fairway.selfservice.actions.FormCheck;
import dev.fairway.selfservice.actions.InvocationCheck;
import dev.fairway.selfservice.actions.Problems;
import dev.fairway.shared.Json;
import dev.fairway.shared.jq.Jq;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks one node of a workflow. */
final class NodeCheck {

    private static final int MAX_TITLE = 200;
    private static final int MAX_DESCRIPTION = 2_000;
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_PROMPT = 20_000;
    private static final int MOST_LINKS = 3;
    private static final int MOST_OUTLETS = 50;
    private static final Set<String> AFTER = Set.of("terminate", "continue");
    private static final Set<String> AFTER_TIMEOUT = Set.of("fail", "continue");

    private final Problems problems;
    private final String path;

    /** @param path of the node, with a dot at its end */
    NodeCheck(Problems problems, String path) {
        this.problems = problems;
        this.path = path;
    }

    void check(ObjectNode written) {
        problems.checkText(written, "title", path, MAX_TITLE);
        problems.checkText(written, "icon", path, MAX_TITLE);
        problems.checkText(written, "description", path, MAX_DESCRIPTION);
        if (written.path("links").size() > MOST_LINKS) {
            add(
                    "links",
                    "has %d links; at most %d are possible",
                    written.path("links").size(),
                    MOST_LINKS);
        }
        checkTexts("links", written.path("links"), LONGEST_TEXT);
        problems.checkObject(written, "variables", path);
        ObjectNode config = Json.objectAt(written, "config");
        List.of("userInputs", "permissions", "responders", "retry", "compensation", "observe")
                .forEach(part -> problems.checkObject(config, part, path + "config."));
        NodeType type = NodeType.valueOf(String.valueOf(Json.textAt(config, "type")));
        checkOutlets(config);
        checkOne(config, "onFailure", AFTER);
        checkOne(config, "onTimeout", AFTER_TIMEOUT);
        checkSpan(config, "config.", "timeout");
        checkRetry(Json.objectAt(config, "retry"));
        switch (type) {
            case SELF_SERVE_TRIGGER -> {
                checkPermissions(Json.objectAt(config, "permissions"));
                new FormCheck(problems, path + "config.userInputs.").check(Json.objectAt(config, "userInputs"));
            }
            case EVENT_TRIGGER -> new EventCheck(problems, path + "config.").check(config);
            case SCHEDULE_TRIGGER -> checkSchedule(config);
            case CONDITION -> checkExpressions(config);
            case PARALLEL -> checkParallel(config);
            case INPUT -> {
                checkNamed(config, "responders");
                checkList("config.buttons", config.path("buttons"));
                checkQuestion(Json.objectAt(config, "userInputs"));
            }
            case TIMER -> checkTimer(config);
            case ACTION -> checkGiven(config, "action");
            case WEBHOOK, UPSERT_ENTITY, INTEGRATION_ACTION, KAFKA, GITHUB, GITLAB, AZURE_DEVOPS, SCRIPT ->
                checkWork(config);
            case AI -> checkPrompt(config);
            case CURSOR_AGENT, AI_AGENT -> problems.checkText(config, "installationId", path + "config.", MAX_TITLE);
            case JOIN, CALLBACK -> {}
        }
    }

    private void checkWork(ObjectNode config) {
        new InvocationCheck(problems, path + "config.").check(config);
        if (config.get("compensation") instanceof ObjectNode compensation) {
            new InvocationCheck(problems, path + "config.compensation.").check(compensation);
        }
        problems.checkText(Json.objectAt(config, "observe"), "url", path + "config.observe.", LONGEST_TEXT);
        if (config.get("observe") instanceof ObjectNode observe && Json.textAt(observe, "url") == null) {
            add("config.observe.url", "is asked whether the call had its effect; it is missing");
        }
    }

    private void checkPrompt(ObjectNode config) {
        List.of("systemPrompt", "userPrompt")
                .forEach(prompt -> problems.checkText(config, prompt, path + "config.", LONGEST_PROMPT));
        problems.checkObject(config, "outputSchema", path + "config.");
    }

    private void checkOutlets(ObjectNode config) {
        JsonNode outlets = config.path("outlets");
        checkList("config.outlets", outlets);
        Set<String> seen = new HashSet<>();
        outlets.forEach(outlet -> {
            String identifier = Json.textAt(outlet, "identifier");
            if (identifier == null || identifier.isBlank()) {
                add("config.outlets", "%s has no identifier", Problems.shown(outlet));
            } else if (!seen.add(identifier)) {
                add("config.outlets", "\"%s\" is there twice", identifier);
            }
        });
    }

    /** Of buttons or outlets, {@code {identifier, title}}. */
    private void checkList(String field, JsonNode list) {
        if (!Json.isNull(list) && (!list.isArray() || list.size() > MOST_OUTLETS)) {
            add(field, "is a list of at most %d, not %s", MOST_OUTLETS, Problems.shown(list));
        }
        checkTexts(field, list, MAX_TITLE);
    }

    /** What is not understood of them would let others in. */
    private void checkPermissions(ObjectNode permissions) {
        ObjectNode known = permissions.deepCopy();
        known.retain(WorkflowActions.PERMISSIONS);
        ActionPermissions.problemsOf(known)
                .forEach(problem -> add("config.permissions." + problem.path(), "%s", problem.message()));
        List.of("users", "roles", "teams")
                .forEach(names -> problems.checkTexts(known, names, path + "config.permissions.", MAX_TITLE));
    }

    private void checkNamed(ObjectNode config, String part) {
        ObjectNode named = Json.objectAt(config, part);
        List.of("users", "roles", "teams")
                .forEach(names -> problems.checkTexts(named, names, path + "config." + part + ".", MAX_TITLE));
    }

    /** However deep they are; expressions have a limit of their own. */
    private void checkTexts(String field, JsonNode value, int longest) {
        if (value.isString() && value.stringValue().length() > longest) {
            add(field, "%s has more than %,d characters", Problems.shown(value), longest);
        } else if (value.isArray()) {
            value.forEach(item -> checkTexts(field, item, longest));
        } else {
            Json.fields(value).forEach((name, child) -> {
                if (!name.equals("expression")) {
                    checkTexts(field + "." + name, child, longest);
                }
            });
        }
    }

    private void checkExpressions(ObjectNode config) {
        if (config.path("outlets").isEmpty()) {
            add("config.outlets", "is a list of {identifier, title, expression}; it is missing");
        }
        config.path("outlets").forEach(outlet -> checkExpression(outlet.get("expression")));
    }

    private void checkExpression(@Nullable JsonNode written) {
        if (written == null || !written.isString()) {
            add("config.outlets", "%s is no expression", Problems.shown(written));
            return;
        }
        Jq.problemOf(written.stringValue()).ifPresent(message -> add("config.outlets", "%s", message));
    }

    private void checkParallel(ObjectNode config) {
        if (config.path("outlets").size() < 2) {
            add("config.outlets", "is a list of two outlets or more, {identifier, title}, which are all taken at once");
        }
    }

    /** What people answer is there for the steps behind it and for everybody who reads the run. */
    private void checkQuestion(ObjectNode form) {
        new FormCheck(problems, path + "config.userInputs.").check(form);
        Json.fields(Json.objectAt(form, "properties")).forEach((name, input) -> {
            if (!Json.isNull(input.get("encryption"))) {
                add(
                        "config.userInputs.properties." + name + ".encryption",
                        "is not possible here; ask for what is secret when the workflow is asked for");
            }
        });
    }

    private void checkTimer(ObjectNode config) {
        boolean hasDuration = !Json.isNull(config.get("duration"));
        if (hasDuration == !Json.isNull(config.get("until"))) {
            add("config", "waits for a duration, such as 10m, or until a time; write one of the two");
        }
        checkSpan(config, "config.", "duration");
    }

    private void checkSchedule(ObjectNode config) {
        checkGiven(config, "cron");
        String cron = Json.textAt(config, "cron");
        if (cron != null && Schedule.of(cron).isEmpty()) {
            add("config.cron", "\"%s\" is no cron expression: minute, hour, day of month, month, day of week", cron);
        }
        String zone = Json.textAt(config, "timezone");
        if (zone != null && !isZone(zone)) {
            add("config.timezone", "\"%s\" is no time zone, such as Europe/Berlin", zone);
        }
    }

    private static boolean isZone(String zone) {
        try {
            ZoneId.of(zone);
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }

    private void checkGiven(ObjectNode config, String field) {
        String value = Json.textAt(config, field);
        if (value == null || value.isBlank()) {
            add("config." + field, "is missing");
        }
    }

    private void checkOne(ObjectNode config, String field, Set<String> known) {
        if (!Json.isNull(config.get(field))) {
            problems.checkOneOf(config, field, path + "config.", known);
        }
    }

    private void checkRetry(ObjectNode retry) {
        List.of("initialInterval", "maximumInterval").forEach(field -> checkSpan(retry, "config.retry.", field));
        checkBetween(retry, "maxAttempts", Retry.MOST_ATTEMPTS);
        checkBetween(retry, "backoffCoefficient", Retry.MOST_COEFFICIENT);
    }

    private void checkBetween(ObjectNode retry, String field, double most) {
        JsonNode value = retry.get(field);
        boolean fits =
                Json.isNull(value) || (value.isNumber() && value.doubleValue() >= 1 && value.doubleValue() <= most);
        if (!fits) {
            add("config.retry." + field, "%s is no number from 1 to %.0f", Problems.shown(value), most);
        }
    }

    private void checkSpan(ObjectNode place, String where, String field) {
        JsonNode value = place.get(field);
        if (!Json.isNull(value) && Span.of(value.asString("")).isEmpty()) {
            add(where + field, "%s is no length of time up to a year, such as 30s, 5m, 2h, 1d", Problems.shown(value));
        }
    }

    private void add(String field, String message, Object... values) {
        problems.add(path + field, message, values);
    }
}
