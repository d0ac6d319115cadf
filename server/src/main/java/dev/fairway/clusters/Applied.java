package dev.fairway.clusters;

import java.util.List;

/**
 * What applying one manifest did.
 *
 * @param object as it is now
 * @param changes by field; the whole object where it was not there before
 */
public record Applied(Manifest object, Outcome outcome, List<Difference> changes) {

    public enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED
    }
}
