package dev.fairway.catalog.entities;

import dev.fairway.catalog.Entity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one entity will be after the write.
 *
 * @param before what it is now; null when it is new
 * @param relations every relation that has a target
 */
record Plan(
        int index,
        @Nullable Entity before,
        String identifier,
        Entity.Heading heading,
        ObjectNode properties,
        Map<String, List<String>> relations) {

    boolean isNew() {
        return before == null;
    }

    boolean changesAnything() {
        return before == null
                || !before.identifier().equals(identifier)
                || !before.heading().equals(heading)
                || !before.properties().equals(properties)
                || changesRelations();
    }

    boolean changesRelations() {
        return before == null || !withTargets(before.relations()).equals(relations);
    }

    static Map<String, List<String>> withTargets(Map<String, List<String>> relations) {
        Map<String, List<String>> kept = new LinkedHashMap<>(relations);
        kept.values().removeIf(List::isEmpty);
        return kept;
    }
}
