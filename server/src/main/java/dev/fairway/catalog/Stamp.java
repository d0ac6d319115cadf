package dev.fairway.catalog;

import java.time.Instant;
import java.time.OffsetDateTime;

/** When something was made and last changed, and by whom. */
public record Stamp(Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {

    public static Stamp of(OffsetDateTime createdAt, String createdBy, OffsetDateTime updatedAt, String updatedBy) {
        return new Stamp(createdAt.toInstant(), createdBy, updatedAt.toInstant(), updatedBy);
    }
}
