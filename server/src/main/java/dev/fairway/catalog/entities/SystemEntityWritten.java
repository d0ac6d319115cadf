package dev.fairway.catalog.entities;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Entity;
import org.jspecify.annotations.Nullable;

/**
 * An entity of a system blueprint was written; published inside the transaction. Whoever keeps what it stands for follows
 * the change, or refuses it by throwing.
 *
 * @param before the identifier it had; null when it is new
 */
public record SystemEntityWritten(@Nullable String before, Entity after, Actor actor) {}
