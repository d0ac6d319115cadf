package dev.fairway.resources.requests;

import dev.fairway.resources.lifecycle.Forecasts;
import dev.fairway.resources.lifecycle.Forecasts.Forecast;
import dev.fairway.resources.lifecycle.Resource;
import dev.fairway.resources.servers.ConnectedServer;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.resources.types.ResourceType;
import dev.fairway.shared.Json;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What only servers can tell of requests. */
@Component
class Foresight {

    /** Stands for one that there is not yet. */
    private static final String NEW = "res_new";

    private final Forecasts forecasts;

    Foresight(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    /** Of something new, once everything that it takes is filled in. */
    Forecast of(ResourceType type, ConnectedServer server, ObjectNode inputs) {
        ObjectNode specification = CreateResource.specification(type, inputs);
        boolean isComplete = Stream.of("name", "team", "environment").allMatch(inputs::has)
                && Json.texts(type.specification().get("required")).stream().allMatch(specification::has);
        return isComplete
                ? forecasts.of(
                        server.identifier(),
                        type.kind(),
                        new Wanted(NEW, type.nativeName(inputs), specification, type.template()),
                        "")
                : Forecast.NOTHING;
    }

    /** Of one that there is. */
    Forecast of(Resource resource) {
        return forecasts.of(
                resource.spot().server(),
                resource.spot().kind(),
                resource.wanted(),
                resource.standing().run());
    }
}
