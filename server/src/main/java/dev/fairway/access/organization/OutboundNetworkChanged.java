package dev.fairway.access.organization;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;

/** A network may be called from now on, or no longer. */
record OutboundNetworkChanged(
        @Nullable OutboundNetwork before, @Nullable OutboundNetwork after, String actor) implements Auditable {

    @Override
    public String resource() {
        return "outbound-network";
    }

    @Override
    public String identifier() {
        return after != null ? after.network() : before != null ? before.network() : "";
    }
}
