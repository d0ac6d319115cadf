package dev.fairway.catalog.migrations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A background change as existing clients read it; {@code mapping} is always an object for them. */
record Migration(
        String id,
        String actor,
        String sourceBlueprint,
        ObjectNode mapping,
        Status status,
        boolean deleteBlueprint,
        boolean deleteEntities,
        @JsonUnwrapped Counts counts,
        @Nullable String failure,
        Instant createdAt,
        Instant updatedAt) {

    enum Status {
        PENDING,
        RUNNING,
        COMPLETED,
        FAILURE,
        CANCELLED;

        boolean hasEnded() {
            return this != PENDING && this != RUNNING;
        }
    }

    record Counts(long successCount, long failureCount) {}
}
