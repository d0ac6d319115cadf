package dev.fairway.catalog.entities;

import dev.fairway.access.Actor;
import org.jspecify.annotations.Nullable;

/**
 * How a batch of entities is written.
 *
 * @param missing what happens when a relation points to an entity that is not there
 * @param unknown what happens to a property that the blueprint has not
 * @param runId the run on whose behalf this is written; null outside runs
 */
public record WriteOptions(
        WriteMode mode,
        Missing missing,
        Commit commit,
        Unknown unknown,
        @Nullable String runId,
        Actor actor) {

    /** What happens when a relation points to an entity that is not there. */
    public enum Missing {
        REFUSED,
        CREATED
    }

    /** Whether the batch is kept or only checked. */
    public enum Commit {
        KEPT,
        CHECKED_ONLY
    }

    /** What happens to a property that the blueprint has not, where nothing else is wrong. */
    public enum Unknown {
        REFUSED,
        LEFT_OUT
    }

    public static WriteOptions of(WriteMode mode, Actor actor) {
        return new WriteOptions(mode, Missing.REFUSED, Commit.KEPT, Unknown.REFUSED, null, actor);
    }

    WriteOptions with(WriteMode other) {
        return new WriteOptions(other, missing, commit, unknown, runId, actor);
    }
}
