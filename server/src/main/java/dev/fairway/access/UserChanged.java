package dev.fairway.access;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;

/** A user was invited, changed or removed. Published inside the transaction that does it. */
public record UserChanged(@Nullable User before, @Nullable User after, String actor) implements Auditable {

    @Override
    public String resource() {
        return "user";
    }

    @Override
    public String identifier() {
        return after != null ? after.email() : before != null ? before.email() : "";
    }
}
