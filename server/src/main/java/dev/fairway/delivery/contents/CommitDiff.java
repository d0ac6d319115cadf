package dev.fairway.delivery.contents;

import java.util.List;

/**
 * What changed between two commits.
 *
 * @param changedFiles how many, also those that are not shown
 * @param added lines in the files that are shown
 * @param cut whether files or lines are left out because there are too many
 */
public record CommitDiff(int changedFiles, int added, int removed, boolean cut, List<FileDiff> files) {}
