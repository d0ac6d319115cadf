package dev.fairway.selfservice.requests;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.access.Users;
import dev.fairway.selfservice.runs.Run.Source;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
class SimulationController {

    /**
     * A request that was never sent.
     *
     * @param as e-mail of whoever would ask; null for the caller
     * @param at when they would; null for now
     */
    record SimulationBody(
            @Nullable String action,
            @Nullable ObjectNode properties,
            @Nullable String entity,
            @Nullable String as,
            @Nullable Instant at) {}

    record SimulationAnswer(boolean ok, RunPreview preview) {}

    private final Requests requests;
    private final Users users;

    SimulationController(Requests requests, Users users) {
        this.requests = requests;
        this.users = users;
    }

    /** What the rules would say of a request that somebody else might send, at some time; nothing is begun. */
    @PostMapping("/v1/policy/simulate")
    @Requires(Permission.MANAGE_POLICY)
    SimulationAnswer simulate(@RequestBody SimulationBody body, Actor actor) {
        if (body.action() == null) {
            throw new InvalidInput("action", "is missing; give the identifier of an action");
        }
        ObjectNode properties = body.properties() == null ? Json.object() : body.properties();
        Actor asking = body.as() == null ? actor : Actor.of(users.get(body.as()), actor.origin());
        Requests.Sent sent = new Requests.Sent(properties, body.entity());
        return new SimulationAnswer(true, requests.preview(body.action(), sent, asking, Source.API, body.at()));
    }
}
