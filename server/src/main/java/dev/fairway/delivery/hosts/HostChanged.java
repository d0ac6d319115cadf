package dev.fairway.delivery.hosts;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;

/** A Git host was connected, changed or removed. Published inside the transaction that does it. */
record HostChanged(
        String identifier,
        @Nullable ConnectedHost before,
        @Nullable ConnectedHost after,
        String actor) implements Auditable {

    @Override
    public String resource() {
        return "git_host";
    }
}
