package dev.fairway.selfservice.executors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What came of a piece of work.
 *
 * @param response what was answered, without secrets
 * @param message a sentence for the log
 */
public record Outcome(Kind kind, @Nullable JsonNode response, String message) {

    /** How it went, as far as that says whether it may be tried again. */
    public enum Kind {
        DONE,
        /** It has begun; somebody outside reports its end. */
        GOES_ON,
        /** It would fail again. */
        FAILED,
        /** It failed and surely had no effect. */
        NOT_TAKEN,
        /** It failed and may have had its effect, or a part of it. */
        UNSURE
    }

    public static Outcome done(@Nullable JsonNode response, String message) {
        return new Outcome(Kind.DONE, response, message);
    }

    public static Outcome failed(String message) {
        return new Outcome(Kind.FAILED, null, message);
    }

    public boolean isFailure() {
        return kind != Kind.DONE && kind != Kind.GOES_ON;
    }
}
