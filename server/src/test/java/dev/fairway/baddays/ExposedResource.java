package dev.fairway.baddays;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A resource on a server behind a boundary, and what is true of it outside of Fairway after each turn of its life. */
abstract class ExposedResource implements AutoCloseable {

    final String name;
    final String type;
    final String kind;
    final Boundary boundary;

    /**
     * @param kind of its server, which is the only one of its kind
     * @param boundary is closed with this
     */
    ExposedResource(String name, String type, String kind, Boundary boundary) {
        this.name = name;
        this.type = type;
        this.kind = kind;
        this.boundary = boundary;
    }

    /** Looks at it, with the way in of Fairway's administrator. */
    interface Look {
        void at(Api admin) throws Exception;
    }

    /**
     * Something that is asked for, and what is true once it is done.
     *
     * @param inputs beside those that say which resource
     */
    record Turn(String action, String inputs, Look look) {

        static Turn create(String inputs, Look look) {
            return new Turn("create_resource", inputs, look);
        }

        static Turn change(String inputs, Look look) {
            return new Turn("change_resource", inputs, look);
        }

        static Turn rotate(Look look) {
            return new Turn("rotate_credentials", "'overlapHours': 24", look);
        }

        static Turn delete(Look look) {
            return new Turn("delete_resource", "", look);
        }
    }

    /** Settings of Fairway that it needs. */
    Map<String, String> needs() {
        return Map.of();
    }

    /** What has to be there before it is asked for. */
    void prepare(Api admin) {}

    /** Settings of its server, which lead through the boundary. */
    abstract ObjectNode settings();

    /** About as many requests as a turn sends. */
    abstract int mostRequests();

    abstract List<Turn> turns();

    String identifier() {
        return name + "@development";
    }

    Reply revealed(Api admin, String role) {
        return admin.post("/v1/resources/%s/reveal".formatted(identifier()), "{'role': '%s'}".formatted(role));
    }

    @Override
    public void close() {
        boundary.close();
    }
}
