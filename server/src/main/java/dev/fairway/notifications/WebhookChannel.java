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
    private final Addresses addresses;
    private final Signatures signatures;
    private final NotificationSettings settings;

    WebhookChannel(Outbound outbound, Addresses addresses, Signatures signatures, NotificationSettings settings) {
        this.outbound = outbound;
        this.addresses = addresses;
        this.signatures = signatures;
        this.settings = settings;
    }

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    @Override
    public void send(Message message) {
        String address = addresses.webhook(message.recipient());
        ObjectNode json = Json.object();
        json.put("kind", message.kind());
        json.put("team", message.recipient());
        json.put("subject", message.text().subject());
        json.put("body", message.text().body());
        json.put("link", settings.address(message.link()));
        String body = json.toString();
        Map<String, String> headers = new HashMap<>(signatures.headers(body));
        headers.put("Idempotency-Key", message.key());
        Answer answer = outbound.send(new Call("POST", address, headers, body));
        if (!answer.isSuccess()) {
            throw new NotDelivered("The address answered " + answer.status());
        }
    }
}
