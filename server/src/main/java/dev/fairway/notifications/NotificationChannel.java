package dev.fairway.notifications;

import dev.fairway.notifications.Deliveries.Channel;
import dev.fairway.notifications.Deliveries.Message;
import dev.fairway.shared.PlatformException;

/** One way to the outside. */
interface NotificationChannel {

    Channel channel();

    /** @throws PlatformException when it could not be handed over; it is tried again */
    void send(Message message);
}
