package dev.fairway.resources.spi;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server says of itself when it is tested.
 *
 * @param version of its software
 * @param capacity what it has and uses, by names such as {@code connectionsMost}
 * @param kinds of objects that can be made there, such as {@code apps/v1 Deployment}; empty where that is no question
 */
public record Report(String version, ObjectNode capacity, List<String> kinds) {

    public Report(String version, ObjectNode capacity) {
        this(version, capacity, List.of());
    }
}
