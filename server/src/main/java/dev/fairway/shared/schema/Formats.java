package dev.fairway.shared.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a text is what a property's format says. Formats that only choose how a text is shown accept any. */
final class Formats {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|$)){4}(?<!\\.)");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%\\w+)?");

    private Formats() {}

    /** What is wrong, as the rest of a sentence that begins with the value. */
    static Optional<String> problem(String format, String text) {
        return switch (format) {
            case "date-time", "timer" -> isTime(text) ? ok() : no("is no ISO 8601 time, such as 2026-01-31T09:30:00Z");
            case "url" -> isUrl(text) ? ok() : no("is no URL, such as https://example.com/page");
            case "email" -> EMAIL.matcher(text).matches() ? ok() : no("is no e-mail address");
            case "ipv4" -> IPV4.matcher(text).matches() ? ok() : no("is no IPv4 address");
            case "ipv6" -> IPV6.matcher(text).matches() ? ok() : no("is no IPv6 address");
            default -> ok();
        };
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException noInstant) {
            return isDate(text);
        }
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException noDate) {
            return false;
        }
    }

    private static boolean isUrl(String text) {
        try {
            return new URI(text.replace(" ", "%20")).isAbsolute();
        } catch (URISyntaxException wrong) {
            return false;
        }
    }

    private static Optional<String> ok() {
        return Optional.empty();
    }

    private static Optional<String> no(String message) {
        return Optional.of(message);
    }
}
