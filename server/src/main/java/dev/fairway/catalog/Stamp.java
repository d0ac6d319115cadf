package dev.fairway.catalog;

import java.time.Instant;

/** When something was made and last changed, and by whom. */
public record Stamp(Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {}
