package dev.fairway.resources.requests;

import dev.fairway.resources.lifecycle.ResourceEntities;
import dev.fairway.resources.types.ResourceType;
import dev.fairway.selfservice.spi.Offer;
import dev.fairway.selfservice.spi.Offer.Words;
import dev.fairway.shared.Json;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Actions about resources that are there, as they are written. */
final class Offers {

    private static final ObjectNode RETRY = (ObjectNode)
            Json.read(
                    "{\"maxAttempts\": 6, \"initialInterval\": \"3s\", \"backoffCoefficient\": 3, \"maximumInterval\": \"5m\"}");

    private Offers() {}

    /**
     * An action that the team of a resource, and administrators, may ask for.
     *
     * @param operation {@code DAY-2} or {@code DELETE}
     * @param form {@code {properties, required, order}}
     * @param rules that the entity of the resource has to match
     */
    static Offer about(
            Words words, String operation, String does, ObjectNode form, List<ObjectNode> rules, Instant since) {
        ObjectNode definition = definition(words, operation, does, form);
        ObjectNode condition =
                definition.withObject("trigger").putObject("condition").put("type", "SEARCH");
        condition.put("combinator", "and");
        rules.forEach(condition.withArray("rules")::add);
        ObjectNode permissions = Json.object();
        ObjectNode execute = permissions.putObject("execute");
        execute.putArray("roles").add("Admin");
        execute.put("ownedByTeam", true);
        return new Offer(definition, permissions, since);
    }

    /** An action without a subject, for everybody. */
    static Offer forEverybody(Words words, String does, ObjectNode form, Instant since) {
        return new Offer(definition(words, "CREATE", does, form), Json.object(), since);
    }

    private static ObjectNode definition(Words words, String operation, String does, ObjectNode form) {
        ObjectNode invocation = Json.object().put("type", ResourceActions.TYPE);
        invocation.put("operation", does);
        invocation.put("blueprintIdentifier", ResourceEntities.BLUEPRINT);
        invocation.put("idempotent", true);
        invocation.set("retry", RETRY);
        return Offer.definition(words, operation, form, invocation);
    }

    static ObjectNode is(String property, String value) {
        return Json.object().put("property", property).put("operator", "=").put("value", value);
    }

    static ObjectNode isNot(String property, String value) {
        return Json.object().put("property", property).put("operator", "!=").put("value", value);
    }

    /** When the types that offers are made from were changed last. */
    static Instant since(List<ResourceType> types) {
        return types.stream()
                .map(type -> type.stamp().updatedAt())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    static ObjectNode form(String json) {
        return (ObjectNode) Json.read(json);
    }
}
