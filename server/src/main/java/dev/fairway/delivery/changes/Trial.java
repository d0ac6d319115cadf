package dev.fairway.delivery.changes;

import java.util.List;

/**
 * What came of merging in memory, and whose paths would change.
 *
 * @param conflicts paths that both changed differently, at most 100
 */
record Trial(List<String> conflicts, List<OwnedPaths> owned) {}
