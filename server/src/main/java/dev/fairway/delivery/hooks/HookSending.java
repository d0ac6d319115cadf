package dev.fairway.delivery.hooks;

import dev.fairway.access.Signatures;
import dev.fairway.delivery.hooks.HookDeliveries.Waiting;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.jobs.Chore;
import dev.fairway.shared.outbound.Outbound;
import dev.fairway.shared.outbound.Outbound.Answer;
import dev.fairway.shared.outbound.Outbound.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Sends one message to a webhook, signed. A crash may send it again, with the same {@code Idempotency-Key}. */
@Component
class HookSending implements Chore {

    private final HookDeliveries deliveries;
    private final Webhooks webhooks;
    private final Signatures signatures;
    private final Outbound outbound;

    HookSending(HookDeliveries deliveries, Webhooks webhooks, Signatures signatures, Outbound outbound) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.signatures = signatures;
        this.outbound = outbound;
    }

    @Override
    public String kind() {
        return HookDeliveries.CHORE;
    }

    @Override
    public void run(String id) {
        deliveries.waiting(UUID.fromString(id)).ifPresent(waiting -> {
            if (webhooks.isActive(waiting.webhook())) {
                send(waiting);
            } else {
                deliveries.givenUp(waiting.id(), "It was switched off");
            }
        });
    }

    private void send(Waiting waiting) {
        Map<String, String> headers = new HashMap<>(signature(waiting));
        headers.put("Idempotency-Key", waiting.id().toString());
        headers.put("x-fairway-event", waiting.event().name());
        try {
            String address = webhooks.address(waiting.webhook());
            Answer answer = outbound.send(new Call("POST", address, headers, waiting.body()));
            if (answer.isSuccess()) {
                deliveries.delivered(waiting.id(), "It answered " + answer.status());
            } else {
                deliveries.failed(waiting.id(), "It answered " + answer.status());
            }
        } catch (PlatformException failure) {
            deliveries.failed(waiting.id(), withoutAddress(failure, waiting));
        }
    }

    private Map<String, String> signature(Waiting waiting) {
        return webhooks.secret(waiting.webhook())
                .map(secret -> signatures.headersBy(secret, waiting.body()))
                .orElseGet(() -> signatures.headers(waiting.body()));
    }

    /** Reasons name what was called, and its path may be a secret. */
    private String withoutAddress(PlatformException failure, Waiting waiting) {
        String address = webhooks.address(waiting.webhook());
        int query = address.indexOf('?');
        String path = query < 0 ? address : address.substring(0, query);
        return failure.reason().replace(address, "The address").replace(path, "the address");
    }
}
