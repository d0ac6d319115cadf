package dev.fairway.delivery.incoming;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of a Git host's webhook.
 *
 * @param id that the host gave it
 * @param place of it among all, growing
 * @param event as the host calls it
 * @param repository path at the host; null of a message about none
 * @param outcome what Fairway made of it
 */
record HostDelivery(
        String id, long place, String event, @Nullable String repository, String outcome, Instant receivedAt) {}
