package dev.fairway.clusters;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One object as it is to be and as it is.
 *
 * @param actual null when it is not there
 * @param differences what applying it, over all others, would change; empty when it is not there
 */
public record Observed(Manifest wanted, @Nullable Manifest actual, List<Difference> differences) {

    /** Who else manages a field, as the API server tells: by name, and none where it does not. */
    public List<String> managers(Difference difference, Owner owner) {
        return actual == null ? List.of() : Managers.of(actual, difference.path(), owner);
    }
}
