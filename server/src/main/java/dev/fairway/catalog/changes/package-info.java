/** What changed in the catalog, for the audit log and for open pages. */
@NullMarked
package dev.fairway.catalog.changes;

import org.jspecify.annotations.NullMarked;
