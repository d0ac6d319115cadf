package dev.fairway.notifications;

import dev.fairway.shared.jobs.RecurringJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

@Component
class OldNotifications implements RecurringJob {

    private final Inbox inbox;
    private final Deliveries deliveries;
    private final NotificationSettings settings;

    OldNotifications(Inbox inbox, Deliveries deliveries, NotificationSettings settings) {
        this.inbox = inbox;
        this.deliveries = deliveries;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "forget-old-notifications";
    }

    @Override
    public String purpose() {
        return "Forgets what people were told, and what was sent, after %d days."
                .formatted(settings.keep().toDays());
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(6);
    }

    @Override
    public String run() {
        return "%,d notifications and %,d deliveries forgotten"
                .formatted(inbox.forget(settings.keep()), deliveries.forget(settings.keep()));
    }
}
