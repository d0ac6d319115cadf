package dev.fairway.delivery.changes;

import java.util.Set;

/**
 * Changed paths with the same owners.
 *
 * @param owners as the file of owners says: {@code @team} or e-mails
 * @param example one of the paths
 */
record OwnedPaths(Set<String> owners, String example, int count) {

    String owner() {
        return String.join(" or ", owners);
    }

    String paths() {
        return count == 1 ? example : "%s and %,d more".formatted(example, count - 1);
    }
}
