package dev.fairway.selfservice.policy;

import dev.fairway.shared.Auditable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A rule was written, changed or removed. */
record PolicyRuleChanged(
        String identifier,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after,
        String reason,
        String actor) implements Auditable {

    @Override
    public String resource() {
        return "policy-rule";
    }

    @Override
    public Map<String, String> context() {
        return Map.of("reason", reason);
    }
}
