package dev.fairway.delivery.changes;

import java.util.List;

/**
 * Whether a change request can be merged.
 *
 * @param conflicts paths that both branches changed differently
 * @param reasons what it waits for
 */
public record Mergeability(State state, List<String> conflicts, List<Reason> reasons) {

    public enum State {
        CLEAN,
        CONFLICTS,
        BLOCKED
    }

    /** @param code stable, for programs */
    public record Reason(String code, String message) {}

    static Mergeability of(List<String> conflicts, List<Reason> reasons) {
        State state = !conflicts.isEmpty() ? State.CONFLICTS : reasons.isEmpty() ? State.CLEAN : State.BLOCKED;
        return new Mergeability(state, conflicts, reasons);
    }
}
