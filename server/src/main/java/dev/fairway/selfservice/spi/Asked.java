package dev.fairway.selfservice.spi;

import dev.fairway.access.Actor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody asks for.
 *
 * @param invocation as the offer says it
 * @param inputs by name, defaults included
 * @param entity what it is about, as the API shows it; null for nothing
 * @param by who asks
 */
public record Asked(
        ObjectNode invocation, ObjectNode inputs, @Nullable ObjectNode entity, Actor by) {}
