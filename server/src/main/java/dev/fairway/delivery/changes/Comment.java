package dev.fairway.delivery.changes;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param place of it among all comments, growing
 * @param at the line it is about; null for the whole change request
 * @param botKey by which a machine finds its comment again; null for those of people
 * @param editedAt null when it is as it was written
 */
public record Comment(
        UUID id,
        long place,
        String author,
        String body,
        @Nullable LinePlace at,
        @Nullable String botKey,
        Instant createdAt,
        @Nullable Instant editedAt) {

    public enum Side {
        OLD,
        NEW
    }

    /**
     * @param line from one
     * @param commit in which it is the line; there may be newer ones
     */
    public record LinePlace(String path, Side side, int line, String commit) {}
}
