package dev.fairway.delivery.freezes;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An environment takes no releases.
 *
 * @param until when it does again, after all windows that follow one another
 * @param zone in which people read that
 */
public record Frozen(String environment, String name, String reason, Instant until, ZoneId zone) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy HH:mm", Locale.ENGLISH);

    public String sentence() {
        return "%s is frozen until %s (%s): %s. %s"
                .formatted(environment, TIME.format(until.atZone(zone)), zone, name, reason);
    }
}
