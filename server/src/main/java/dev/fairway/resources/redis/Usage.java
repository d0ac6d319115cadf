package dev.fairway.resources.redis;

import java.util.Locale;

/**
 * What the keys of a resource take.
 *
 * @param keys exact, unless the server holds more keys than are looked at
 * @param bytes as many as a sample of the keys takes on average
 */
record Usage(long keys, long bytes) {

    double megabytes() {
        return bytes / 1e6;
    }

    String sentence() {
        return String.format(Locale.ROOT, "%,d keys, %s", keys, size());
    }

    private String size() {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%,.0f kB", Math.ceil(bytes / 1e3))
                : String.format(Locale.ROOT, "%,.0f MB", megabytes());
    }
}
