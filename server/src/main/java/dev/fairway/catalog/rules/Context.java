package dev.fairway.catalog.rules;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.trueCondition;

import dev.fairway.access.Actor;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.HashSet;
import java.util.Set;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The parts of a rule that stand for the caller: {@code {"context": "user", "property": …}} and "My Teams". */
final class Context {

    private static final String MY_TEAMS = "My Teams";

    private final Actor actor;

    Context(Actor actor) {
        this.actor = actor;
    }

    boolean isOne(@Nullable JsonNode node) {
        return node != null && node.isObject() && node.has("context");
    }

    JsonNode value(@Nullable JsonNode value) {
        if (value == null) {
            throw new InvalidInput("value", "is missing");
        }
        if (isOne(value)) {
            return resolve(value);
        }
        if (value.isString() && value.stringValue().equals(MY_TEAMS)) {
            return Json.array(actor.teams());
        }
        return value;
    }

    /** A rule about the caller instead of the entity holds for every entity or for none. */
    Condition compare(ObjectNode rule, String operator) {
        Set<JsonNode> left = members(resolve(rule.get("property")));
        Set<JsonNode> right = rule.has("value") ? members(value(rule.get("value"))) : Set.of();
        boolean overlap = left.stream().anyMatch(right::contains);
        return switch (operator) {
            case "=", "in", "contains", "containsAny" -> overlap ? trueCondition() : falseCondition();
            case "!=", "notIn", "doesNotContains" -> overlap ? falseCondition() : trueCondition();
            case "isEmpty" -> left.isEmpty() ? trueCondition() : falseCondition();
            case "isNotEmpty" -> left.isEmpty() ? falseCondition() : trueCondition();
            default -> throw new InvalidInput("operator", "\"%s\" cannot be used with a context".formatted(operator));
        };
    }

    private JsonNode resolve(JsonNode reference) {
        String context = String.valueOf(Json.textAt(reference, "context"));
        String property = String.valueOf(Json.textAt(reference, "property"));
        return switch (context) {
            case "userTeams" -> Json.array(actor.teams());
            case "user" -> ofUser(property);
            default -> throw new InvalidInput("context", "\"%s\" is not user or userTeams".formatted(context));
        };
    }

    private JsonNode ofUser(String property) {
        return switch (property) {
            case "$identifier", "email", "$title" -> StringNode.valueOf(actor.name());
            case "$team", "teams" -> Json.array(actor.teams());
            case "roles", "port_role" -> Json.array(actor.roles());
            default ->
                throw new InvalidInput(
                        "context.property",
                        "\"%s\" is not known of the caller; use $identifier, $team or roles".formatted(property));
        };
    }

    private static Set<JsonNode> members(JsonNode value) {
        Set<JsonNode> members = new HashSet<>();
        if (value instanceof ArrayNode array) {
            array.forEach(members::add);
        } else {
            members.add(value);
        }
        return members;
    }
}
