package dev.fairway.delivery.hosts;

import dev.fairway.delivery.contents.FileChange;
import java.util.List;

/**
 * A commit that is to be the newest one of a branch.
 *
 * @param branch made where it is not there yet
 * @param base commit that a new branch begins at
 * @param files what the changes are made to
 */
public record BranchCommit(String branch, String base, Files files, String message, List<FileChange> changes) {

    public enum Files {
        /** Those that the branch has, or the base where it is new. */
        OF_BRANCH,
        /** Those of the base, which the commit brings into the branch. */
        OF_BASE
    }
}
