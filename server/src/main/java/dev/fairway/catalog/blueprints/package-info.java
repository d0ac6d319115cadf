/** The kinds of things in the catalog: properties, relations, derived properties, permissions. */
@NullMarked
package dev.fairway.catalog.blueprints;

import org.jspecify.annotations.NullMarked;
