package dev.fairway.notifications;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** Whoever should have taken a message did not: 502. */
class NotDelivered extends PlatformException {

    NotDelivered(String message) {
        super("not_delivered", Fault.EXTERNAL, 502, message, Map.of());
    }
}
