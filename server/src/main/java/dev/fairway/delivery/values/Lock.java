package dev.fairway.delivery.values;

import java.util.Set;

/**
 * A value that layers above may not set.
 *
 * @param path locked with everything inside
 * @param reason for those who wanted to set it
 * @param allow services that may nevertheless
 */
public record Lock(Pointer path, String reason, Set<String> allow) {

    public Lock {
        allow = Set.copyOf(allow);
    }

    /** Whether setting a value there would set what is locked: by being inside, or by taking away what it is inside of. */
    boolean forbids(Pointer set, boolean isWhole) {
        return path.covers(set) || (isWhole && set.covers(path));
    }
}
