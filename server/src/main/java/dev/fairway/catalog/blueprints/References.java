package dev.fairway.catalog.blueprints;

import dev.fairway.shared.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which other blueprints a blueprint names. */
final class References {

    private static final List<String> NAMING = List.of("relations", "aggregationProperties");

    private References() {}

    static Set<String> of(Blueprint blueprint) {
        Set<String> targets = new LinkedHashSet<>();
        for (String section : NAMING) {
            for (JsonNode part : Json.objectAt(blueprint.definition(), section)) {
                String target = Json.textAt(part, "target");
                if (target != null) {
                    targets.add(target);
                }
            }
        }
        return targets;
    }

    /** @return whether the definition named the blueprint */
    static boolean rename(ObjectNode definition, String from, String to) {
        boolean found = false;
        for (String section : NAMING) {
            for (JsonNode part : Json.objectAt(definition, section)) {
                if (from.equals(Json.textAt(part, "target"))) {
                    ((ObjectNode) part).put("target", to);
                    found = true;
                }
            }
        }
        return found;
    }
}
