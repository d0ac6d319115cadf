package dev.fairway.delivery.changes;

import java.time.Instant;

/**
 * What somebody said of a change request.
 *
 * @param commit the head that they saw
 */
public record Review(String reviewer, Verdict verdict, String body, String commit, Instant at) {

    public enum Verdict {
        APPROVED,
        CHANGES_REQUESTED
    }
}
