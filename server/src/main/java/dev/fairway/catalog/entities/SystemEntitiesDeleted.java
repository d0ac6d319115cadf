package dev.fairway.catalog.entities;

import dev.fairway.access.Actor;
import java.util.List;

/** Entities of a system blueprint were deleted; published inside the transaction. */
public record SystemEntitiesDeleted(String blueprint, List<String> identifiers, Actor actor) {}
