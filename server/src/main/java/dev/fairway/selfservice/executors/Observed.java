package dev.fairway.selfservice.executors;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the other side knows of a piece of work that may have been sent.
 *
 * @param outcome what came of it; null unless it happened
 * @param message a sentence for the log
 */
public record Observed(Kind kind, @Nullable Outcome outcome, String message) {

    /** Whether it had its effect. */
    public enum Kind {
        HAPPENED,
        NOT_HAPPENED,
        UNCLEAR
    }

    public Outcome requireOutcome() {
        return Objects.requireNonNull(outcome, message);
    }

    public static Observed happened(Outcome outcome) {
        return new Observed(Kind.HAPPENED, outcome, outcome.message());
    }

    public static Observed notHappened(String message) {
        return new Observed(Kind.NOT_HAPPENED, null, message);
    }

    public static Observed unclear(String reason) {
        return new Observed(
                Kind.UNCLEAR,
                null,
                "It is not known whether this had its effect: %s. Look, then report how it ended".formatted(reason));
    }
}
