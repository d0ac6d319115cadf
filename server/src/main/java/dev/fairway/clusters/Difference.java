package dev.fairway.clusters;

import tools.jackson.databind.JsonNode;

/**
 * One field that is not what it is to be, or was not.
 *
 * @param path such as {@code spec.containers[web].image}
 * @param before as it is, or was; JSON's null for nothing
 * @param after as it is to be, or became; JSON's null for nothing
 */
public record Difference(String path, JsonNode before, JsonNode after) {}
