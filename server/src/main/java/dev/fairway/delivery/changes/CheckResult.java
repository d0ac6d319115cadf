package dev.fairway.delivery.changes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a machine found out about a commit.
 *
 * @param summary a sentence or some lines
 * @param detailsUrl where there is more
 */
public record CheckResult(
        String name, State state, String summary, @Nullable String detailsUrl, String reportedBy, Instant reportedAt) {

    public enum State {
        PENDING,
        SUCCESS,
        FAILURE,
        SKIPPED;

        boolean isFine() {
            return this == SUCCESS || this == SKIPPED;
        }
    }
}
