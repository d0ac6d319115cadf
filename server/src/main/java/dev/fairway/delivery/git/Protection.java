package dev.fairway.delivery.git;

import dev.fairway.shared.InvalidInput;
import java.util.List;

/**
 * What the default branch asks for before something gets into it.
 *
 * @param enabled whether only change requests get into it
 * @param requiredApprovals how many people other than the author have to approve a change request
 * @param staleApprovals whether a push to the source branch ends the approvals before it
 * @param requiredChecks names of checks that have to succeed
 */
public record Protection(boolean enabled, int requiredApprovals, boolean staleApprovals, List<String> requiredChecks) {

    private static final int MOST_APPROVALS = 10;
    private static final int MOST_CHECKS = 50;
    private static final int LONGEST_CHECK = 100;

    public static final Protection USUAL = new Protection(true, 1, true, List.of());
    public static final Protection NONE = new Protection(false, 0, true, List.of());

    public Protection {
        if (requiredApprovals < 0 || requiredApprovals > MOST_APPROVALS) {
            throw new InvalidInput(
                    "protection.requiredApprovals",
                    "%d is not between 0 and %d".formatted(requiredApprovals, MOST_APPROVALS));
        }
        if (requiredChecks.size() > MOST_CHECKS) {
            throw new InvalidInput(
                    "protection.requiredChecks",
                    "has %d names; at most %d".formatted(requiredChecks.size(), MOST_CHECKS));
        }
        for (String check : requiredChecks) {
            if (check.isBlank() || check.length() > LONGEST_CHECK) {
                throw new InvalidInput(
                        "protection.requiredChecks", "a name has 1 to %d characters".formatted(LONGEST_CHECK));
            }
        }
        requiredChecks = requiredChecks.stream().distinct().toList();
    }
}
