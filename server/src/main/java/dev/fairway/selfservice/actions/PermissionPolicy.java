package dev.fairway.selfservice.actions;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Catalog;
import dev.fairway.shared.Json;
import dev.fairway.shared.jq.Jq;
import dev.fairway.shared.jq.Template;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code {queries: {name: {combinator, rules}}, conditions: [jq]}}. Queries are searches of the whole catalog, in whose values
 * {@code {{ jq }}} stands for what the request says; conditions see what they found as {@code .results.<name>.entities}.
 */
public record PermissionPolicy(JsonNode written) {

    /** Whether every condition gives true. @throws JqFailed or InvalidInput when that cannot be said */
    public boolean admits(ObjectNode request, Catalog catalog) {
        return answers(request, catalog).stream().allMatch(answer -> answer.asBoolean(false));
    }

    /** The e-mails that any condition gives. @throws JqFailed or InvalidInput when that cannot be said */
    public Set<String> approvers(ObjectNode request, Catalog catalog) {
        Set<String> approvers = new LinkedHashSet<>();
        answers(request, catalog).forEach(answer -> approvers.addAll(Json.texts(answer)));
        return approvers;
    }

    private List<JsonNode> answers(ObjectNode request, Catalog catalog) {
        ObjectNode scope = request.deepCopy();
        ObjectNode results = scope.putObject("results");
        Json.fields(written.path("queries")).forEach((name, query) -> {
            List<ObjectNode> found = catalog.find(Template.fill(query, request), Actor.SYSTEM);
            results.putObject(name).putArray("entities").addAll(found);
        });
        return Json.texts(written.path("conditions")).stream()
                .map(condition -> Jq.first(condition, scope).orElse(Json.nothing()))
                .toList();
    }
}
