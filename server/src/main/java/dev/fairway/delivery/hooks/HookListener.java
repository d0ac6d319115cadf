package dev.fairway.delivery.hooks;

import dev.fairway.access.Actor;
import dev.fairway.delivery.Pushed;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.ChangeRequestChanged;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Writes down what webhooks are told, in the transaction of what they are told. */
@Component
class HookListener {

    private final Webhooks webhooks;
    private final HookDeliveries deliveries;
    private final Clock clock;

    HookListener(Webhooks webhooks, HookDeliveries deliveries, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @EventListener
    void on(Pushed pushed) {
        ObjectNode json = Json.object();
        json.put("event", "push");
        json.put("repository", pushed.repository());
        json.put("ref", pushed.ref());
        json.put("from", pushed.from());
        json.put("to", pushed.to());
        json.put("by", pushed.actor());
        json.put("at", Timestamps.format(pushed.at()));
        tell(pushed.repositoryId(), Webhook.Event.PUSH, json);
    }

    @EventListener
    void on(ChangeRequestChanged changed) {
        ChangeRequest request = changed.now();
        ObjectNode json = Json.object();
        json.put("event", "change_request");
        json.put("repository", request.repository().toString());
        json.put("number", request.number());
        json.put("title", request.text().title());
        json.put("state", request.state().name());
        json.put("source", request.branches().source());
        json.put("target", request.branches().target());
        json.put("head", request.commits().head());
        json.put("mergeCommit", request.commits().merge());
        json.put("by", changed.actor());
        json.put("at", Timestamps.format(request.times().updatedAt()));
        tell(request.repositoryId(), Webhook.Event.CHANGE_REQUEST, json);
    }

    /** What somebody sends to see whether it is heard. */
    HookDelivery test(Webhook webhook, RepositoryName repository, Actor actor) {
        ObjectNode json = Json.object();
        json.put("event", "test");
        json.put("repository", repository.toString());
        json.put("by", actor.name());
        json.put("at", Timestamps.format(clock.instant()));
        return deliveries.get(webhook, deliveries.add(webhook, Webhook.Event.TEST, json.toString()));
    }

    private void tell(String repositoryId, Webhook.Event event, ObjectNode json) {
        webhooks.toldOf(repositoryId, event).forEach(webhook -> deliveries.add(webhook, event, json.toString()));
    }
}
