package dev.fairway.catalog.pages;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A page or a saved view was made, changed or removed. */
record PageChanged(@Nullable ObjectNode before, @Nullable ObjectNode after, String identifier, String actor)
        implements Auditable {

    @Override
    public String resource() {
        return "page";
    }
}
