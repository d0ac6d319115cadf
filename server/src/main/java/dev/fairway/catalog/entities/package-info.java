/** The things themselves: written in batches, each with its edges and its change row in one transaction. */
@NullMarked
package dev.fairway.catalog.entities;

import org.jspecify.annotations.NullMarked;
