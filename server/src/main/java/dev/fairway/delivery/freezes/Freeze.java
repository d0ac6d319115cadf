package dev.fairway.delivery.freezes;

import java.time.Instant;

/** A time in which nothing is released to an environment. */
record Freeze(
        String id,
        String environment,
        String name,
        String reason,
        Window window,
        String createdBy,
        Instant createdAt) {}
