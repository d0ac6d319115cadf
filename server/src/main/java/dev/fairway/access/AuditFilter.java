package dev.fairway.access;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the audit log are wanted; null or empty parts let everything through.
 *
 * @param resources resource types
 * @param origins UI, API or User-Agents
 */
public record AuditFilter(
        @Nullable String identifier,
        List<String> resources,
        List<String> origins,
        @Nullable String action,
        @Nullable String actor,
        Span span) {

    public record Span(
            @Nullable OffsetDateTime from, @Nullable OffsetDateTime to) {}
}
