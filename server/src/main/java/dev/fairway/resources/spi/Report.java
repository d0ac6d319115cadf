package dev.fairway.resources.spi;

import tools.jackson.databind.node.ObjectNode;

/**
 * What a server says of itself when it is tested.
 *
 * @param version of its software
 * @param capacity what it has and uses, by names such as {@code connectionsMost}
 */
public record Report(String version, ObjectNode capacity) {}
