package dev.fairway.catalog.changes;

import java.time.Instant;

/**
 * An entity changed, as open pages are told.
 *
 * @param id place in the feed
 */
record EntityChanged(long id, String change, String blueprint, String identifier, Instant at, String by) {}
