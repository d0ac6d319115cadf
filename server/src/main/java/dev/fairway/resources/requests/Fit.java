package dev.fairway.resources.requests;

import dev.fairway.resources.servers.ConnectedServer;
import dev.fairway.resources.types.ResourceType;
import java.util.List;

/** Which servers a type can be made on. */
final class Fit {

    private Fit() {}

    static boolean takes(ConnectedServer server, ResourceType type) {
        return server.kind().equals(type.kind()) && server.kinds().containsAll(type.needs());
    }

    static boolean takes(ConnectedServer server, ResourceType type, String environment) {
        return takes(server, type) && server.serves(environment);
    }

    /** What a type needs and no server of its kind has. */
    static List<String> missing(ResourceType type, List<ConnectedServer> servers) {
        return type.needs().stream()
                .filter(need -> servers.stream()
                        .noneMatch(server -> server.kind().equals(type.kind())
                                && server.kinds().contains(need)))
                .toList();
    }
}
