package dev.fairway.delivery.releases;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;

/** A service was taken into delivery, or out of it. */
record ServiceChanged(
        String identifier,
        @Nullable Service before,
        @Nullable Service after,
        String actor) implements Auditable {

    @Override
    public String resource() {
        return "delivery";
    }
}
