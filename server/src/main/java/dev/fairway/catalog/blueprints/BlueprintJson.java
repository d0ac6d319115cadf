package dev.fairway.catalog.blueprints;

import dev.fairway.catalog.Stamp;
import dev.fairway.shared.Timestamps;
import tools.jackson.databind.node.ObjectNode;

/** A blueprint as the API shows it. */
final class BlueprintJson {

    private BlueprintJson() {}

    static ObjectNode of(Blueprint blueprint) {
        ObjectNode json = blueprint.definition().deepCopy();
        json.put("identifier", blueprint.identifier());
        Stamp stamp = blueprint.stamp();
        json.put("createdAt", Timestamps.format(stamp.createdAt()));
        json.put("createdBy", stamp.createdBy());
        json.put("updatedAt", Timestamps.format(stamp.updatedAt()));
        json.put("updatedBy", stamp.updatedBy());
        return json;
    }
}
