package dev.fairway.selfservice.workflows;

import dev.fairway.catalog.Stamp;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Steps in an order, and what begins them.
 *
 * @param id never changes
 * @param version counts from 1
 * @param definition everything that was written, as it is given back
 */
public record Workflow(int id, String identifier, int version, ObjectNode definition, Stamp stamp) {

    public Graph graph() {
        return Graph.of(definition);
    }

    public List<Node> triggers(NodeType type) {
        return graph().triggers().stream().filter(node -> node.type() == type).toList();
    }

    /** As the API shows it. */
    ObjectNode json() {
        ObjectNode json = Json.object().put("id", "workflow_" + id);
        json.setAll(definition);
        if (!json.has("allowAnyoneToViewRuns")) {
            json.put("allowAnyoneToViewRuns", true);
        }
        json.put("identifier", identifier);
        json.put("version", version);
        json.put("createdAt", Timestamps.format(stamp.createdAt()));
        json.put("createdBy", stamp.createdBy());
        json.put("updatedAt", Timestamps.format(stamp.updatedAt()));
        json.put("updatedBy", stamp.updatedBy());
        return json;
    }
}
