package dev.fairway.resources.requests;

import dev.fairway.shared.Conflict;
import java.util.Map;

/** No connected server takes what was asked for, or none any more. */
class NoServer extends Conflict {

    NoServer(String type, String environment, String region) {
        super(
                "no_server",
                "No server is connected for a %s in %s%s; an administrator connects one under Builder, Servers"
                        .formatted(type, environment, region.isEmpty() ? "" : ", " + region),
                Map.of("environment", environment));
    }
}
