package dev.fairway.shared.jobs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A background job as it stands.
 *
 * @param kind {@code recurring}, or what a one-off job does, such as {@code import}
 * @param purpose a sentence
 * @param asked who asked for it; null for a recurring one
 */
public record Job(
        String name,
        String kind,
        String purpose,
        State state,
        @Nullable Asked asked,
        @Nullable Progress progress,
        @JsonUnwrapped Runs runs) {

    public static final String RECURRING = "recurring";

    public enum State {
        WAITING,
        RUNNING,
        /** The last run failed; it is tried again. */
        FAILING,
        ENDED
    }

    public record Asked(String by, Instant at) {}

    /** @param total null when nobody knows */
    public record Progress(long done, @Nullable Long total) {}

    /** @param nextRunAt null while it runs and when it has ended */
    public record Runs(
            @Nullable LastRun lastRun,
            @Nullable Instant nextRunAt,
            @Nullable LastError lastError,
            int consecutiveFailures) {}

    public enum Result {
        SUCCESS,
        FAILURE
    }

    /** @param report what it did in a few words; null when it failed */
    public record LastRun(
            Instant startedAt,
            Instant endedAt,
            Result result,
            @Nullable String report) {}

    /** Kept when later runs succeed. */
    public record LastError(Instant at, String message) {}
}
