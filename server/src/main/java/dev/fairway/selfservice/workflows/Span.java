package dev.fairway.selfservice.workflows;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}, or ISO 8601 such as {@code PT5M}. */
final class Span {

    static final Duration LONGEST = Duration.ofDays(366);

    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private Span() {}

    /** Empty for what is none, is negative, or is longer than a year. */
    static Optional<Duration> of(String text) {
        Matcher matcher = SHORT.matcher(text.strip());
        try {
            Duration span = matcher.matches()
                    ? of(Long.parseLong(matcher.group(1)), matcher.group(2))
                    : Duration.parse(text.strip());
            return span.isNegative() || span.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(span);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
