package dev.fairway.delivery.hooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An address that is told of a repository. The whole address may hold a secret and is not shown.
 *
 * @param host of the address
 * @param active whether it is told anything
 */
record Webhook(UUID id, String host, List<Event> events, boolean active, Instant createdAt, String createdBy) {

    enum Event {
        PUSH,
        CHANGE_REQUEST,
        /** Somebody tries it; nobody subscribes to that. */
        TEST
    }
}
