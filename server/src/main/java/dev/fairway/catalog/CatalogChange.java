package dev.fairway.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One change of an entity, as the history keeps it.
 *
 * @param id grows from change to change
 * @param action CREATE, UPDATE or DELETE
 * @param actor who did it
 * @param runId the run on whose behalf it was done; null for none
 * @param before null when it was new
 * @param after null when it is gone
 */
public record CatalogChange(
        long id,
        String action,
        EntityRef ref,
        Instant at,
        String actor,
        @Nullable String runId,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after) {}
