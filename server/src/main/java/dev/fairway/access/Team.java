package dev.fairway.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param users e-mails of the members, sorted */
public record Team(
        UUID id, String name, @Nullable String description, List<String> users, Instant createdAt, Instant updatedAt) {}
