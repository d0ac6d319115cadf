/** Large changes that run in the background: today the removal of all entities of a blueprint. */
@NullMarked
package dev.fairway.catalog.migrations;

import org.jspecify.annotations.NullMarked;
