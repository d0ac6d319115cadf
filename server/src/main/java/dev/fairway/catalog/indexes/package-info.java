/** Keeps large blueprints fast: indexes and tallies that are made in the background when they are asked for. */
@NullMarked
package dev.fairway.catalog.indexes;

import org.jspecify.annotations.NullMarked;
