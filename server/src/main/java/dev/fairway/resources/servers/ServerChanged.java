package dev.fairway.resources.servers;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A server was connected, changed or taken away. */
public record ServerChanged(
        String identifier,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after,
        String actor) implements Auditable {

    @Override
    public String resource() {
        return "resource-server";
    }
}
