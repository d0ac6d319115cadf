package dev.fairway.catalog.entities;

import dev.fairway.access.Actor;
import dev.fairway.catalog.entities.EntityDeletion.OfDependents;
import dev.fairway.shared.http.Flag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/** The query parameters of every route that writes entities. An empty {@code run_id} means none. */
record WriteParameters(
        @Nullable String upsert,
        @Nullable String merge,
        @BindParam("validation_only") @Nullable String validationOnly,

        @BindParam("create_missing_related_entities") @Nullable
        String createMissing,

        @BindParam("run_id") @Nullable String runId) {

    WriteOptions options(Actor actor) {
        boolean checksOnly = Flag.isSet(validationOnly);
        return new WriteOptions(
                mode(),
                Flag.isSet(createMissing) ? WriteOptions.Missing.CREATED : WriteOptions.Missing.REFUSED,
                checksOnly ? WriteOptions.Commit.CHECKED_ONLY : WriteOptions.Commit.KEPT,
                checksOnly ? WriteOptions.Unknown.REFUSED : WriteOptions.Unknown.LEFT_OUT,
                runId == null || runId.isEmpty() ? null : runId,
                actor);
    }

    private WriteMode mode() {
        if (!Flag.isSet(upsert)) {
            return WriteMode.CREATE;
        }
        return Flag.isSet(merge) ? WriteMode.UPSERT_MERGE : WriteMode.UPSERT;
    }

    static OfDependents dependents(@Nullable String parameter) {
        return Flag.isSet(parameter) ? OfDependents.DELETED : OfDependents.REFUSED;
    }
}
