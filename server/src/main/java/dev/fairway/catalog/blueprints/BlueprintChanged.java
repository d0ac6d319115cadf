package dev.fairway.catalog.blueprints;

import dev.fairway.shared.Auditable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A blueprint was created, changed or removed. Published inside the transaction that does it. */
public record BlueprintChanged(
        String identifier,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after,
        String actor) implements Auditable {

    @Override
    public String resource() {
        return "blueprint";
    }

    @Override
    public Map<String, String> context() {
        return Map.of("blueprintIdentifier", identifier);
    }
}
