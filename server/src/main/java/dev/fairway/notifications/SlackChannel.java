package dev.fairway.notifications;

import dev.fairway.notifications.Deliveries.Channel;
import dev.fairway.notifications.Deliveries.Message;
import dev.fairway.shared.Json;
import dev.fairway.shared.outbound.Outbound;
import dev.fairway.shared.outbound.Outbound.Answer;
import dev.fairway.shared.outbound.Outbound.Call;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Incoming webhooks of Slack, {@code {"text": …}} in its mark-up. */
@Component
class SlackChannel implements NotificationChannel {

    private final Outbound outbound;
    private final Addresses addresses;
    private final Links links;

    SlackChannel(Outbound outbound, Addresses addresses, Links links) {
        this.outbound = outbound;
        this.addresses = addresses;
        this.links = links;
    }

    @Override
    public Channel channel() {
        return Channel.SLACK;
    }

    @Override
    public void send(Message message) {
        String text = "*%s*\n%s\n%s"
                .formatted(
                        escaped(message.text().subject()),
                        escaped(message.text().body()),
                        links.of(message, null));
        Answer answer = outbound.send(new Call(
                "POST",
                addresses.slack(message.recipient()),
                Map.of(),
                Json.object().put("text", text).toString()));
        if (!answer.isSuccess()) {
            throw new NotDelivered("Slack answered " + answer.status());
        }
    }

    /** What Slack takes for its own signs. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
