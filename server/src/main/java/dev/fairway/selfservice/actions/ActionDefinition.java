package dev.fairway.selfservice.actions;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks what somebody wrote about an action. */
final class ActionDefinition {

    static final String SELF_SERVICE = "self-service";
    static final String AUTOMATION = "automation";

    private static final Pattern IDENTIFIER = Pattern.compile("(?!(\\.{1,2}|runs)$)[\\p{L}0-9@_.+:=-]{1,100}");
    private static final int MAX_TITLE = 200;
    private static final int MAX_DESCRIPTION = 2_000;
    private static final int MAX_BUTTON = 15;
    private static final Set<String> OURS = Set.of("createdAt", "createdBy", "updatedAt", "updatedBy", "id");
    private static final Set<String> OPERATIONS = Set.of("CREATE", "DAY-2", "DELETE");
    private final ObjectNode written;
    private final Problems problems = new Problems();

    private ActionDefinition(ObjectNode written) {
        this.written = written;
    }

    /** @throws InvalidInput naming everything that is wrong */
    static ObjectNode checked(ObjectNode body) {
        ObjectNode definition = body.deepCopy();
        definition.remove(OURS);
        ActionDefinition check = new ActionDefinition(definition);
        check.problems.checkSize(definition);
        check.problems.refuse();
        check.check();
        check.problems.refuse();
        return definition;
    }

    /** What is wrong with something that is still being written. */
    static List<Problem> problemsOf(ObjectNode body) {
        try {
            checked(body);
            return List.of();
        } catch (InvalidInput wrong) {
            return wrong.problems();
        }
    }

    /** The blueprints that a definition names. */
    static List<String> blueprintsOf(ObjectNode definition) {
        ObjectNode trigger = Json.objectAt(definition, "trigger");
        List<String> blueprints = new ArrayList<>();
        for (JsonNode place :
                List.of(trigger, Json.objectAt(trigger, "event"), Json.objectAt(definition, "invocationMethod"))) {
            String blueprint = Json.textAt(place, "blueprintIdentifier");
            if (blueprint != null && !blueprint.contains("{{")) {
                blueprints.add(blueprint);
            }
        }
        return blueprints;
    }

    private void check() {
        String identifier = Json.textAt(written, "identifier");
        if (identifier == null || !IDENTIFIER.matcher(identifier).matches()) {
            problems.add(
                    "identifier",
                    "%s is not a valid identifier: 1 to 100 letters, digits or @ _ . + : = -",
                    Problems.shown(written.get("identifier")));
        }
        problems.checkText(written, "title", MAX_TITLE);
        problems.checkText(written, "description", MAX_DESCRIPTION);
        problems.checkText(written, "icon", MAX_TITLE);
        problems.checkFlag(written, "publish");
        problems.checkFlag(written, "allowAnyoneToViewRuns");
        problems.checkObject(written, "trigger", "");
        problems.checkObject(written, "invocationMethod", "");
        checkTrigger(Json.objectAt(written, "trigger"));
        new InvocationCheck(problems, "invocationMethod.").check(Json.objectAt(written, "invocationMethod"));
        checkApproval();
    }

    private void checkTrigger(ObjectNode trigger) {
        String type = Json.textAt(trigger, "type");
        if (SELF_SERVICE.equals(type)) {
            checkSelfService(trigger);
        } else if (AUTOMATION.equals(type)) {
            new EventCheck(problems, "trigger.").check(trigger);
        } else {
            problems.add("trigger.type", "%s is not self-service or automation", Problems.shown(trigger.get("type")));
        }
    }

    private void checkSelfService(ObjectNode trigger) {
        problems.checkOneOf(trigger, "operation", "trigger.", OPERATIONS);
        problems.checkText(trigger, "actionCardButtonText", "trigger.", MAX_BUTTON);
        problems.checkText(trigger, "executeActionButtonText", "trigger.", MAX_BUTTON);
        problems.checkText(trigger, "blueprintIdentifier", "trigger.", MAX_TITLE);
        problems.checkObject(trigger, "userInputs", "trigger.");
        new FormCheck(problems, "trigger.userInputs.").check(Json.objectAt(trigger, "userInputs"));
        JsonNode condition = trigger.get("condition");
        if (Json.isNull(condition)) {
            return;
        }
        if ("CREATE".equals(Json.textAt(trigger, "operation"))) {
            problems.add("trigger.condition", "is judged by an entity, and CREATE is about none; leave it out");
        }
        boolean isSearch = "SEARCH".equals(Json.textAt(condition, "type"))
                && condition.path("rules").isArray();
        if (!isSearch) {
            problems.add("trigger.condition", "is {\"type\": \"SEARCH\", \"combinator\": …, \"rules\": [...]}");
        }
    }

    private void checkApproval() {
        JsonNode required = written.get("requiredApproval");
        boolean isKnown = Json.isNull(required)
                || required.isBoolean()
                || Set.of("ANY", "ALL").contains(String.valueOf(Json.textAt(required, "type")));
        if (!isKnown) {
            problems.add(
                    "requiredApproval",
                    "is true, false or {\"type\": \"ANY\" or \"ALL\"}, not %s",
                    Problems.shown(required));
        }
        JsonNode urgent = written.get("urgent");
        if (!Json.isNull(urgent) && !urgent.isObject()) {
            problems.add(
                    "urgent",
                    "names who need not wait for approval: {users, roles, teams}, not %s",
                    Problems.shown(urgent));
        } else if (urgent instanceof ObjectNode named) {
            List.of("users", "roles", "teams").forEach(part -> problems.checkTexts(named, part, "urgent.", MAX_TITLE));
        }
        JsonNode notification = written.get("approvalNotification");
        if (Json.isNull(notification)) {
            return;
        }
        problems.checkOneOf(
                Json.objectAt(written, "approvalNotification"),
                "type",
                "approvalNotification.",
                Set.of("email", "webhook"));
        problems.checkText(
                Json.objectAt(written, "approvalNotification"), "url", "approvalNotification.", MAX_DESCRIPTION);
        if ("webhook".equals(Json.textAt(notification, "type")) && Json.textAt(notification, "url") == null) {
            problems.add("approvalNotification.url", "is where the webhook is called; it is missing");
        }
    }
}
