package dev.fairway.selfservice.workflows;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A workflow was written, got another version, or was removed. */
record WorkflowChanged(
        String identifier,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after,
        String actor) implements Auditable {

    @Override
    public String resource() {
        return "workflow";
    }
}
