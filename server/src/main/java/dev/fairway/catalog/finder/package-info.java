/** Finds an entity of any blueprint by what it is called. */
@NullMarked
package dev.fairway.catalog.finder;

import org.jspecify.annotations.NullMarked;
