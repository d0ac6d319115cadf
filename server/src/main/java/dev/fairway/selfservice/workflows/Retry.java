package dev.fairway.selfservice.workflows;

import dev.fairway.shared.Json;
import java.time.Duration;
import java.util.SplittableRandom;
import tools.jackson.databind.node.ObjectNode;

/**
 * How often a step that failed is tried again, and when: exponential back-off with jitter.
 *
 * @param maxAttempts with the first one
 * @param initialInterval before the second attempt
 * @param coefficient what the interval is multiplied with each time
 * @param maximumInterval however often it was multiplied
 */
public record Retry(int maxAttempts, Duration initialInterval, double coefficient, Duration maximumInterval) {

    static final int MOST_ATTEMPTS = 20;
    static final double MOST_COEFFICIENT = 10;

    static final Retry NONE = new Retry(1, Duration.ofSeconds(1), 2, Duration.ofMinutes(5));

    /** How far an interval is off at most, so that steps that failed together do not come again together. */
    private static final double JITTER = 0.2;

    static Retry of(ObjectNode written) {
        return new Retry(
                written.path("maxAttempts").asInt(NONE.maxAttempts),
                span(written, "initialInterval", NONE.initialInterval),
                written.path("backoffCoefficient").asDouble(NONE.coefficient),
                span(written, "maximumInterval", NONE.maximumInterval));
    }

    private static Duration span(ObjectNode written, String field, Duration otherwise) {
        String text = Json.textAt(written, field);
        return text == null ? otherwise : Span.of(text).orElse(otherwise);
    }

    public boolean allows(int attempt) {
        return attempt < maxAttempts;
    }

    /**
     * The pause behind an attempt: interval · coefficient^(attempt − 1), at most the maximum, then up to a fifth more or less.
     *
     * @param attempt that failed, from 1
     * @param key of the step: the same pause for the same step and attempt
     */
    public Duration after(int attempt, String key) {
        double millis = initialInterval.toMillis() * Math.pow(coefficient, attempt - 1.0);
        double bounded = Math.min(millis, maximumInterval.toMillis());
        double jitter = new SplittableRandom(key.hashCode() * 31L + attempt).nextDouble(-JITTER, JITTER);
        return Duration.ofMillis(Math.round(bounded * (1 + jitter)));
    }
}
