package dev.fairway.selfservice.executors;

import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts stars where what comes back repeats a secret. A secret of fewer than four characters would star everything. */
public record Mask(List<String> secrets) {

    public static final String STARS = "*****";

    private static final int SHORTEST = 4;

    public static Mask of(ObjectNode inputs) {
        List<String> secrets = new ArrayList<>();
        inputs.forEach(value -> collect(value, secrets));
        return new Mask(secrets);
    }

    private static void collect(JsonNode value, List<String> secrets) {
        if (value.isContainer()) {
            value.forEach(part -> collect(part, secrets));
        } else if (value.asString("").length() >= SHORTEST) {
            secrets.add(value.asString());
        }
    }

    /** The same values, with stars for those that nobody may read again. */
    public static ObjectNode withStars(ObjectNode values, Collection<String> secrets) {
        ObjectNode shown = values.deepCopy();
        secrets.stream().filter(shown::has).forEach(name -> shown.put(name, STARS));
        return shown;
    }

    public Outcome over(Outcome outcome) {
        JsonNode response = outcome.response();
        return new Outcome(outcome.kind(), response == null ? null : over(response), over(outcome.message()));
    }

    public String over(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, STARS);
        }
        return masked;
    }

    public JsonNode over(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode masked = Json.object();
            Json.fields(object).forEach((name, value) -> masked.set(over(name), over(value)));
            return masked;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode masked = Json.array();
            array.forEach(item -> masked.add(over(item)));
            return masked;
        }
        return node.isString() ? Json.text(over(node.stringValue())) : node;
    }
}
