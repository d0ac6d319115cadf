package dev.fairway.selfservice.requests;

import dev.fairway.access.Actor;
import dev.fairway.selfservice.requests.RunStarts.Via;
import dev.fairway.selfservice.spi.Requesting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What Fairway itself asks for. */
@Component
class OwnRequests implements Requesting {

    private final Requests requests;

    OwnRequests(Requests requests) {
        this.requests = requests;
    }

    @Override
    public String ask(String action, String entity, ObjectNode inputs) {
        return ask(action, entity, inputs, Actor.SYSTEM);
    }

    @Override
    public String ask(String action, @Nullable String entity, ObjectNode inputs, Actor by) {
        return requests.submit(action, new Requests.Sent(inputs, entity), by, Via.THEMSELVES)
                .id();
    }
}
