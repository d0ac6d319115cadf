package dev.fairway.notifications;

import dev.fairway.access.Signatures;
import dev.fairway.notifications.Deliveries.Channel;
import dev.fairway.notifications.Deliveries.Message;
import dev.fairway.shared.Json;
import dev.fairway.shared.outbound.Outbound;
import dev.fairway.shared.outbound.Outbound.Answer;
import dev.fairway.shared.outbound.Outbound.Call;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** JSON to any address, signed, with the fact as {@code Idempotency-Key}. */
@Component
class WebhookChannel implements NotificationChannel {

    private final Outbound outbound;
    private final TeamRoutes routes;
    private final Signatures signatures;
    private final NotificationSettings settings;

    WebhookChannel(Outbound outbound, TeamRoutes routes, Signatures signatures, NotificationSettings settings) {
        this.outbound = outbound;
        this.routes = routes;
        this.signatures = signatures;
        this.settings = settings;
    }

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    @Override
    public void send(Message message) {
        String address = routes.of(message.recipient()).webhook();
        if (address == null) {
            throw new NotDelivered("The team has no address for webhooks any more");
        }
        ObjectNode json = Json.object();
        json.put("kind", message.kind());
        json.put("team", message.recipient());
        json.put("subject", message.text().subject());
        json.put("body", message.text().body());
        json.put("link", settings.publicUrl() + message.link());
        String body = json.toString();
        Map<String, String> headers = new HashMap<>(signatures.headers(body));
        headers.put("Idempotency-Key", message.key());
        Answer answer = outbound.send(new Call("POST", address, headers, body));
        if (!answer.isSuccess()) {
            throw new NotDelivered("The address answered " + answer.status());
        }
    }
}
