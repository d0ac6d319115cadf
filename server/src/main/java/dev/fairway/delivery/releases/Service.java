package dev.fairway.delivery.releases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service whose values are in {@code platform/values}.
 *
 * @param repository of its source, as {@code owner/name}, or {@code host:path} at a Git host; null where that is not known
 */
public record Service(String name, String team, @Nullable String repository, Instant createdAt, String createdBy) {}
