package dev.fairway.access.organization;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;

/** A secret was made, replaced or removed; the value itself is in no event. */
record SecretChanged(@Nullable Secret before, @Nullable Secret after, String actor) implements Auditable {

    @Override
    public String resource() {
        return "secret";
    }

    @Override
    public String identifier() {
        return after != null ? after.secretName() : before != null ? before.secretName() : "";
    }
}
