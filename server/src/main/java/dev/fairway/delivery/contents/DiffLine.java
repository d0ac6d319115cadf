package dev.fairway.delivery.contents;

import org.jspecify.annotations.Nullable;

/**
 * A line of a difference.
 *
 * @param oldNumber from one; null for a line that was added
 * @param newNumber from one; null for a line that was removed
 * @param text without its end; cut when it is very long
 */
public record DiffLine(
        Kind kind, @Nullable Integer oldNumber, @Nullable Integer newNumber, String text) {

    public enum Kind {
        CONTEXT,
        ADDED,
        REMOVED
    }
}
