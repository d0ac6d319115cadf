package dev.fairway.delivery.contents;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed in one file.
 *
 * @param oldPath null when it is new
 * @param newPath null when it is gone
 * @param added lines, also those that are not shown
 * @param cut whether lines are left out because there are too many
 */
public record FileDiff(
        @Nullable String oldPath,
        @Nullable String newPath,
        Change change,
        boolean binary,
        int added,
        int removed,
        boolean cut,
        List<DiffHunk> hunks) {

    public enum Change {
        ADDED,
        MODIFIED,
        DELETED,
        RENAMED,
        COPIED
    }
}
