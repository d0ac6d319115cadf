package dev.fairway.selfservice.actions;

import dev.fairway.shared.Json;
import dev.fairway.shared.jq.Jq;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The event that something follows from by itself, and the condition that it has to meet: {@code {event, condition}}. */
public final class EventCheck {

    private static final List<String> BLUEPRINT = List.of("blueprintIdentifier");
    private static final List<String> TIMER = List.of("blueprintIdentifier", "propertyIdentifier");
    private static final List<String> RUN = List.of("actionIdentifier");

    /** What each event is about: the fields that name it. Workflows call the timer otherwise than automations do. */
    private static final Map<String, List<String>> EVENTS = Map.of(
            "ENTITY_CREATED", BLUEPRINT,
            "ENTITY_UPDATED", BLUEPRINT,
            "ENTITY_DELETED", BLUEPRINT,
            "ANY_ENTITY_CHANGE", BLUEPRINT,
            "TIMER_PROPERTY_EXPIRED", TIMER,
            "TIMER_EXPIRED", TIMER,
            "RUN_CREATED", RUN,
            "RUN_UPDATED", RUN,
            "ANY_RUN_CHANGE", RUN);

    private static final int LONGEST_NAME = 200;

    private final Problems problems;
    private final String path;

    /** @param path of the place that has the event, with a dot at its end */
    public EventCheck(Problems problems, String path) {
        this.problems = problems;
        this.path = path;
    }

    public void check(ObjectNode place) {
        ObjectNode event = Json.objectAt(place, "event");
        problems.checkOneOf(event, "type", path + "event.", EVENTS.keySet());
        for (String field : EVENTS.getOrDefault(String.valueOf(Json.textAt(event, "type")), List.of())) {
            if (Json.textAt(event, field) == null) {
                problems.add(path + "event." + field, "says what the event is about; it is missing");
            }
            problems.checkText(event, field, path + "event.", LONGEST_NAME);
        }
        JsonNode condition = place.get("condition");
        if (Json.isNull(condition)) {
            return;
        }
        if (!"JQ".equals(Json.textAt(condition, "type"))) {
            problems.add(path + "condition.type", "%s is not JQ", Problems.shown(condition.get("type")));
        }
        problems.checkTexts(Json.objectAt(place, "condition"), "expressions", path + "condition.", Jq.LONGEST);
        for (String expression : Json.texts(condition.get("expressions"))) {
            Jq.problemOf(expression).ifPresent(message -> problems.add(path + "condition.expressions", "%s", message));
        }
    }
}
