package dev.fairway.delivery.hooks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to a webhook.
 *
 * @param place of it among all, growing
 * @param answer what came back last: a status, or why there was none
 */
record HookDelivery(
        UUID id,
        long place,
        Webhook.Event event,
        String body,
        State state,
        int attempts,
        @Nullable String answer,
        Instant createdAt,
        @Nullable Instant triedAt) {

    enum State {
        WAITING,
        DELIVERED,
        FAILED
    }
}
