package dev.fairway.resources.types;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A type of resources was made, changed or removed. */
record ResourceTypeChanged(
        String identifier,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after,
        String actor) implements Auditable {

    @Override
    public String resource() {
        return "resource-type";
    }
}
