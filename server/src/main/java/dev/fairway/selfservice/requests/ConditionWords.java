package dev.fairway.selfservice.requests;

import dev.fairway.shared.Json;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The condition of an action as somebody reads it to whom the action is not available. */
final class ConditionWords {

    private static final int LONGEST = 300;

    private ConditionWords() {}

    /** @param condition {@code {combinator, rules}}, whose rules are such conditions or {@code {property, operator, value}} */
    static String of(JsonNode condition) {
        String words = group(condition);
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
    }

    private static String group(JsonNode condition) {
        return condition
                .path("rules")
                .valueStream()
                .map(rule -> rule.has("rules") ? "(%s)".formatted(group(rule)) : comparison(rule))
                .collect(Collectors.joining(
                        " %s ".formatted(condition.path("combinator").asString("and"))));
    }

    private static String comparison(JsonNode rule) {
        String compared = "%s %s"
                .formatted(
                        rule.path("property").asString(""),
                        rule.path("operator").asString(""));
        return Json.isNull(rule.get("value")) ? compared : compared + " " + rule.get("value");
    }
}
