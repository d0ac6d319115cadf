package dev.fairway.selfservice.policy;

import dev.fairway.selfservice.actions.Problems;
import dev.fairway.selfservice.policy.Expression.Wrong;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody wrote about requests: {@code {identifier, title, description, scope, when, effect, message, approvers,
 * enabled}}. Checked: the condition and the placeholders of the message are expressions over known variables.
 */
record RuleDefinition(ObjectNode tree) {

    static final List<String> SCOPES = List.of("actions", "blueprints", "environments", "teams");

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9@_.:-]{1,100}");
    private static final List<String> KEYS =
            List.of("identifier", "title", "description", "scope", "when", "effect", "message", "approvers", "enabled");
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final int LONGEST_MESSAGE = 1_000;
    private static final int MOST_NAMES = 100;
    private static final int LONGEST_NAME = 200;

    /** @throws InvalidInput naming everything that is wrong */
    static RuleDefinition checked(ObjectNode body) {
        Problems problems = new Problems();
        problems.checkSize(body);
        problems.refuse();
        checkTexts(body, problems);
        problems.checkOneOf(
                body,
                "effect",
                "",
                Arrays.stream(Effect.values()).map(Enum::name).toList());
        checkCondition(body, problems);
        checkMessage(body, problems);
        checkScope(body, problems);
        if (Effect.REQUIRE_APPROVAL.name().equals(Json.textAt(body, "effect"))) {
            checkApprovers(body, problems);
        }
        problems.checkFlag(body, "enabled");
        Json.fields(body).keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> problems.add(key, "is nothing that a rule has"));
        problems.refuse();
        return new RuleDefinition(body);
    }

    private static void checkTexts(ObjectNode body, Problems problems) {
        String identifier = Json.textAt(body, "identifier");
        if (identifier == null || !IDENTIFIER.matcher(identifier).matches()) {
            problems.add(
                    "identifier",
                    "%s is not 1 to 100 letters, digits and @ _ . : -",
                    Problems.shown(body.get("identifier")));
        }
        required(body, "title", problems);
        problems.checkText(body, "title", LONGEST_TITLE);
        problems.checkText(body, "description", LONGEST_DESCRIPTION);
        required(body, "message", problems);
        problems.checkText(body, "message", LONGEST_MESSAGE);
    }

    private static void required(ObjectNode body, String field, Problems problems) {
        String text = Json.textAt(body, field);
        if (text == null || text.isBlank()) {
            problems.add(field, "is missing; write what the requester should read");
        }
    }

    private static void checkCondition(ObjectNode body, Problems problems) {
        String when = Json.textAt(body, "when");
        if (when == null || when.isBlank()) {
            problems.add("when", "is missing; write true for a rule about every request in its scope");
            return;
        }
        try {
            Expression.condition(when);
        } catch (Wrong wrong) {
            problems.add("when", "%s", wrong.reason());
        }
    }

    private static void checkMessage(ObjectNode body, Problems problems) {
        String message = Json.textAt(body, "message");
        if (message == null || message.length() > LONGEST_MESSAGE) {
            return;
        }
        try {
            Sentence.of(message);
        } catch (Wrong wrong) {
            problems.add("message", "%s", wrong.reason());
        }
    }

    private static void checkScope(ObjectNode body, Problems problems) {
        JsonNode scope = body.get("scope");
        if (Json.isNull(scope)) {
            return;
        }
        if (!scope.isObject()) {
            problems.add("scope", "is an object with the lists %s", String.join(", ", SCOPES));
            return;
        }
        Json.fields(scope).forEach((part, names) -> {
            if (SCOPES.contains(part)) {
                checkNames("scope." + part, names, problems);
            } else {
                problems.add("scope." + part, "is not one of %s", String.join(", ", SCOPES));
            }
        });
    }

    private static void checkApprovers(ObjectNode body, Problems problems) {
        ObjectNode approvers = Json.objectAt(body, "approvers");
        List.of("users", "roles", "teams")
                .forEach(part -> checkNames("approvers." + part, approvers.get(part), problems));
        boolean isForOwners = approvers.path("owners").asBoolean(false);
        if (!isForOwners && Approvers.of(approvers).isEmpty()) {
            problems.add("approvers", "names nobody; give users, roles or teams, or say owners: true");
        }
        JsonNode need = approvers.path("need");
        boolean isCount = need.canConvertToExactIntegral()
                && need.canConvertToLong()
                && need.asLong() >= 1
                && need.asLong() <= MOST_NAMES;
        boolean isWord = List.of("ANY", "ALL").contains(need.asString(""));
        if (!Json.isNull(need) && !isCount && !isWord) {
            problems.add("approvers.need", "%s is not ANY, ALL or a number from 1 to 100", Problems.shown(need));
        }
    }

    private static void checkNames(String path, @Nullable JsonNode names, Problems problems) {
        if (names == null || names.isNull()) {
            return;
        }
        boolean areNames = names.isArray()
                && names.valueStream()
                        .allMatch(name -> name.isString() && name.stringValue().length() <= LONGEST_NAME);
        if (!areNames || names.size() > MOST_NAMES) {
            problems.add(
                    path,
                    "%s is not a list of at most %d names of at most %d characters",
                    Problems.shown(names),
                    MOST_NAMES,
                    LONGEST_NAME);
        }
    }

    String identifier() {
        return text("identifier");
    }

    String text(String field) {
        return String.valueOf(Json.textAt(tree, field));
    }

    Effect effect() {
        return Effect.valueOf(text("effect"));
    }

    boolean isEnabled() {
        return tree.path("enabled").asBoolean(true);
    }

    private List<String> scope(String part) {
        return Json.texts(Json.objectAt(tree, "scope").get(part));
    }

    /** Whether it is about such requests. A part of its scope that names nothing leaves nothing out. */
    boolean isAbout(Facts facts) {
        return admits("actions", facts.of("request", "action"))
                && admits("blueprints", facts.of("request", "blueprint"))
                && admits("environments", facts.of("request", "environment"))
                && admits("teams", facts.of("team", "name"));
    }

    private boolean admits(String part, String name) {
        List<String> names = scope(part);
        return names.isEmpty() || names.contains(name);
    }

    Demand demand(Facts facts, String title) {
        ObjectNode block = Json.objectAt(tree, "approvers");
        Approvers from = Approvers.of(block);
        if (block.path("owners").asBoolean(false)) {
            from = from.withTeams(facts.owners());
        }
        return new Demand(title, identifier(), needed(block.path("need")), from);
    }

    private static int needed(JsonNode need) {
        return need.asString("").equals("ALL") ? Demand.ALL : Math.max(1, need.asInt(1));
    }
}
