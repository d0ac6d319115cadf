package dev.fairway.selfservice.workflows;

import dev.fairway.shared.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One way from a node to another.
 *
 * @param outlet of the source that it leaves by; null where the source has none
 * @param isFallback taken when no outlet is
 */
record Connection(String source, String target, @Nullable String outlet, boolean isFallback) {

    static Connection of(JsonNode written) {
        return new Connection(
                String.valueOf(Json.textAt(written, "sourceIdentifier")),
                String.valueOf(Json.textAt(written, "targetIdentifier")),
                Json.textAt(written, "sourceOutletIdentifier"),
                written.path("fallback").asBoolean(false));
    }
}
