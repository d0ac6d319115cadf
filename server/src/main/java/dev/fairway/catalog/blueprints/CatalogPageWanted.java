package dev.fairway.catalog.blueprints;

import dev.fairway.access.Actor;

/** A new blueprint should have a page that lists its entities. */
public record CatalogPageWanted(Blueprint blueprint, Actor actor) {}
