package dev.fairway.resources.spi;

import dev.fairway.shared.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource as it is to be.
 *
 * @param id by which Fairway marks what it makes, so that nothing of anybody else is ever taken over
 * @param name on the server
 * @param specification by the fields of its type; a field without a value is not there
 * @param template how it is made, as its type said when it was made or changed last: what {@link Provisioner#template()}
 *     describes; empty for kinds that need no telling
 */
public record Wanted(String id, String name, ObjectNode specification, ObjectNode template) {

    /** Of a kind that needs no telling how. */
    public Wanted(String id, String name, ObjectNode specification) {
        this(id, name, specification, Json.object());
    }

    /** What is written beside things on the server, where it has room for such a mark. */
    public String mark() {
        return "fairway:" + id;
    }
}
