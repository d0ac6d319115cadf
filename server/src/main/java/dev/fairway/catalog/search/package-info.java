/** Reads entities: by name, by rule, page by page, counted, grouped, and as a stream. */
@NullMarked
package dev.fairway.catalog.search;

import org.jspecify.annotations.NullMarked;
