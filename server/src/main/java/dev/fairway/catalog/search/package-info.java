/** Turns search rules into one SQL statement. */
@NullMarked
package dev.fairway.catalog.search;

import org.jspecify.annotations.NullMarked;
