package dev.fairway.access.organization;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What may be known about a secret; its value is never given out again. */
public record Secret(
        String secretName,
        @Nullable String description,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {}
