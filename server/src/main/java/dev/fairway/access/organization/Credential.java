package dev.fairway.access.organization;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program's sign-in. Its secret is shown once, when it is made. */
public record Credential(
        String clientId,
        String name,
        String role,
        List<String> teams,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}
