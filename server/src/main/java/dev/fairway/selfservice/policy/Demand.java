package dev.fairway.selfservice.policy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * An approval that a request needs.
 *
 * @param title why, as the requester reads it
 * @param rule identifier of the rule that asks for it; null when the action does
 * @param needed how many have to approve; 0 for all that are named
 */
public record Demand(
        String title,
        @Nullable String rule,
        int needed,
        @JsonUnwrapped Approvers from) {

    public static final int ALL = 0;

    boolean asksForTheSameAs(Demand other) {
        return needed == other.needed && from.equals(other.from);
    }
}
