package dev.fairway.notifications;

import dev.fairway.notifications.Deliveries.Channel;
import dev.fairway.notifications.Deliveries.Due;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.jobs.Chore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends what is due, and again with growing pauses when it is not taken; after eight times it is given up. */
@Component
class Sending implements Chore {

    static final String KIND = "notification";

    private static final int MOST_ATTEMPTS = 8;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private final Deliveries deliveries;
    private final Map<Channel, NotificationChannel> channels;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Sending(Deliveries deliveries, List<NotificationChannel> channels, Clock clock, TransactionTemplate transaction) {
        this.deliveries = deliveries;
        this.channels = channels.stream().collect(Collectors.toMap(NotificationChannel::channel, Function.identity()));
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(String id) {
        deliveries.due(Long.parseLong(id)).ifPresent(this::send);
    }

    private void send(Due due) {
        try {
            channel(due.message().channel()).send(due.message());
            deliveries.sent(due.id());
        } catch (PlatformException refused) {
            transaction.executeWithoutResult(status -> wait(due, refused.reason()));
        }
    }

    private NotificationChannel channel(Channel channel) {
        NotificationChannel known = channels.get(channel);
        if (known == null) {
            throw new IllegalStateException("Nothing sends by " + channel);
        }
        return known;
    }

    private void wait(Due due, String reason) {
        int attempts = due.attempts() + 1;
        if (attempts >= MOST_ATTEMPTS) {
            deliveries.giveUp(due.id(), reason);
            return;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (2 * due.attempts()));
        deliveries.tryAgain(due.id(), reason, clock.instant().plus(pause));
    }
}
