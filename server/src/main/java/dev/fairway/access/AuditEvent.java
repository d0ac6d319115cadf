package dev.fairway.access;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fairway.shared.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One line of the audit log, in the shape that existing clients read.
 *
 * @param identifier of the event itself, unique and growing within its log
 */
public record AuditEvent(
        String identifier,
        String action,
        String resourceType,
        String status,
        String message,
        Trigger trigger,
        @JsonUnwrapped Rest rest) {

    public record Trigger(By by, String origin, Instant at) {
        public static Trigger of(String actor, String origin, OffsetDateTime at) {
            return new Trigger(By.of(actor), origin, at.toInstant());
        }
    }

    public record By(String userId, User user) {
        public record User(String email) {}

        public static By of(String actor) {
            return new By(actor, new User(actor));
        }
    }

    /** What the change was about and what it changed. */
    public record Rest(Map<String, ?> context, Diff diff, Map<String, ?> additionalData) {
        public static Rest of(Map<String, ?> context, @Nullable JSONB before, @Nullable JSONB after, String traceId) {
            return new Rest(context, new Diff(tree(before), tree(after)), Map.of("traceId", traceId));
        }

        private static @Nullable JsonNode tree(@Nullable JSONB value) {
            return value == null ? null : Json.read(value.data());
        }
    }

    public record Diff(@Nullable JsonNode before, @Nullable JsonNode after) {}
}
