package dev.fairway.selfservice.automations;

import dev.fairway.selfservice.actions.Action;
import dev.fairway.shared.Json;
import dev.fairway.shared.jq.Jq;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that follows from an event.
 *
 * @param action what is carried out; its trigger is {@code {type: automation, event, condition}}
 */
record Automation(Action action) {

    static final String SCHEDULE = "SCHEDULE";

    String identifier() {
        return action.identifier();
    }

    ObjectNode event() {
        return Json.objectAt(action.trigger(), "event");
    }

    String eventType() {
        return String.valueOf(Json.textAt(event(), "type"));
    }

    /** The blueprint that its event is about; null for runs and schedules. */
    @Nullable
    String blueprint() {
        return Json.textAt(event(), "blueprintIdentifier");
    }

    /** @param change CREATE, UPDATE or DELETE */
    boolean followsFrom(String change, String blueprint) {
        return blueprint.equals(blueprint())
                && (eventType().equals("ANY_ENTITY_CHANGE") || eventType().equals("ENTITY_" + change + "D"));
    }

    boolean followsFromRun(String happened, String of) {
        return of.equals(Json.textAt(event(), "actionIdentifier"))
                && (eventType().equals("ANY_RUN_CHANGE") || eventType().equals("RUN_" + happened));
    }

    boolean isTimer() {
        return eventType().equals("TIMER_PROPERTY_EXPIRED") || eventType().equals("TIMER_EXPIRED");
    }

    /** The property that holds the time of a timer. */
    String timerProperty() {
        return String.valueOf(Json.textAt(event(), "propertyIdentifier"));
    }

    /**
     * The first expression of its condition that does not hold; null when the condition is met.
     *
     * @param seen the event, with itself as {@code .event}
     */
    @Nullable
    String unmet(ObjectNode seen) {
        JsonNode condition = action.trigger().path("condition");
        List<String> expressions = Json.texts(condition.get("expressions"));
        List<String> unmet = expressions.stream()
                .filter(expression -> !holds(expression, seen))
                .toList();
        boolean isAny = "or".equalsIgnoreCase(Json.textAt(condition, "combinator"));
        boolean isMet = isAny ? unmet.size() < expressions.size() || expressions.isEmpty() : unmet.isEmpty();
        return isMet ? null : unmet.getFirst();
    }

    private static boolean holds(String expression, ObjectNode seen) {
        return Jq.first(expression, seen)
                .filter(value -> value.equals(BooleanNode.TRUE))
                .isPresent();
    }
}
