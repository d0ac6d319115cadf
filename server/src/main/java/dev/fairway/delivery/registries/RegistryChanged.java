package dev.fairway.delivery.registries;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;

/** A registry was connected, changed or removed. Published inside the transaction that does it. */
public record RegistryChanged(
        String identifier,
        @Nullable ImageRegistry before,
        @Nullable ImageRegistry after,
        String actor) implements Auditable {

    @Override
    public String resource() {
        return "image_registry";
    }
}
