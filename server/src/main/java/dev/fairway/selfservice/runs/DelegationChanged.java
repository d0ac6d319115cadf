package dev.fairway.selfservice.runs;

import dev.fairway.selfservice.runs.Delegations.Delegation;
import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;

/** Somebody named who decides in their place, or nobody any more. */
record DelegationChanged(
        String actor, @Nullable Delegation before, @Nullable Delegation after) implements Auditable {

    @Override
    public String resource() {
        return "delegation";
    }

    @Override
    public String identifier() {
        return after != null ? after.person() : before != null ? before.person() : actor;
    }
}
