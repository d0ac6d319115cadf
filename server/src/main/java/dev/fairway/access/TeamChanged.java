package dev.fairway.access;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;

/** A team was created, changed, renamed or removed. Published inside the transaction that does it. */
public record TeamChanged(@Nullable Team before, @Nullable Team after, String actor) implements Auditable {

    @Override
    public String resource() {
        return "team";
    }

    @Override
    public String identifier() {
        return after != null ? after.name() : before != null ? before.name() : "";
    }
}
