/** Tables to take away: CSV and JSON, written while they are read. */
@NullMarked
package dev.fairway.catalog.export;

import org.jspecify.annotations.NullMarked;
