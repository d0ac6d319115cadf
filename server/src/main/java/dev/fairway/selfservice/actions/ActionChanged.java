package dev.fairway.selfservice.actions;

import dev.fairway.shared.Auditable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An action was created, changed or removed. Published inside the transaction that does it. */
record ActionChanged(
        String identifier,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after,
        String actor) implements Auditable {

    @Override
    public String resource() {
        return "action";
    }

    @Override
    public Map<String, String> context() {
        return Map.of("actionIdentifier", identifier);
    }
}
