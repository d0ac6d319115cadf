package dev.fairway.selfservice.requests;

import dev.fairway.access.Actor;
import dev.fairway.selfservice.requests.RunStarts.Via;
import dev.fairway.selfservice.spi.Requesting;
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
        return requests.submit(action, new Requests.Sent(inputs, entity), Actor.SYSTEM, Via.THEMSELVES)
                .id();
    }
}
