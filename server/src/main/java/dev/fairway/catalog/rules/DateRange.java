package dev.fairway.catalog.rules;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A span of time in a rule: from and to, or a preset that counts back from now (UTC). The end is not part of it. */
public record DateRange(OffsetDateTime from, OffsetDateTime to) {

    static boolean isOne(JsonNode value) {
        return value.isObject() && (value.has("preset") || (value.has("from") && value.has("to")));
    }

    static DateRange of(JsonNode value, Instant now) {
        if (!isOne(value)) {
            throw new InvalidInput(
                    "value", "%s is no time span; use {\"from\", \"to\"} or {\"preset\"}".formatted(value));
        }
        String preset = Json.textAt(value, "preset");
        if (preset == null) {
            return new DateRange(required(value, "from"), required(value, "to"));
        }
        return of(preset, now.atZone(ZoneOffset.UTC));
    }

    /** An instant or a date in ISO 8601. */
    public static Optional<OffsetDateTime> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text));
        } catch (DateTimeParseException noInstant) {
            try {
                return Optional.of(LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC));
            } catch (DateTimeParseException noDate) {
                return Optional.empty();
            }
        }
    }

    private static OffsetDateTime required(JsonNode value, String field) {
        String text = String.valueOf(Json.textAt(value, field));
        return instant(text)
                .orElseThrow(() -> new InvalidInput("value." + field, "\"%s\" is no ISO 8601 time".formatted(text)));
    }

    private static DateRange of(String preset, ZonedDateTime now) {
        ZonedDateTime today = now.truncatedTo(ChronoUnit.DAYS);
        return switch (preset) {
            case "today" -> between(today, today.plusDays(1));
            case "tomorrow" -> between(today.plusDays(1), today.plusDays(2));
            case "yesterday" -> between(today.minusDays(1), today);
            case "lastDay" -> between(now.minusDays(1), now);
            case "lastWeek" -> between(now.minusWeeks(1), now);
            case "last2Weeks" -> between(now.minusWeeks(2), now);
            case "lastMonth" -> between(now.minusMonths(1), now);
            case "last3Months" -> between(now.minusMonths(3), now);
            case "last6Months" -> between(now.minusMonths(6), now);
            case "last12Months" -> between(now.minusMonths(12), now);
            case "last2Years" -> between(now.minusYears(2), now);
            case "last3Years" -> between(now.minusYears(3), now);
            default ->
                throw new InvalidInput("value.preset", "\"%s\" is no preset, such as lastWeek".formatted(preset));
        };
    }

    private static DateRange between(ZonedDateTime from, ZonedDateTime to) {
        return new DateRange(from.toOffsetDateTime(), to.toOffsetDateTime());
    }
}
