package dev.fairway.resources.spi;

import tools.jackson.databind.node.ObjectNode;

/**
 * A resource as it is to be.
 *
 * @param id by which Fairway marks what it makes, so that nothing of anybody else is ever taken over
 * @param name on the server
 * @param specification by the fields of its type; a field without a value is not there
 */
public record Wanted(String id, String name, ObjectNode specification) {

    /** What is written beside things on the server, where it has room for such a mark. */
    public String mark() {
        return "fairway:" + id;
    }
}
