package dev.fairway.delivery.incoming;

import dev.fairway.shared.jobs.RecurringJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets what Git hosts told long ago. */
@Component
class OldHostDeliveries implements RecurringJob {

    private static final Duration KEPT = Duration.ofDays(30);

    private final HostDeliveries deliveries;

    OldHostDeliveries(HostDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public String name() {
        return "old-host-deliveries";
    }

    @Override
    public String purpose() {
        return "Forgets what Git hosts told by webhooks more than 30 days ago";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(6);
    }

    @Override
    public String run() {
        return "%,d forgotten".formatted(deliveries.forget(KEPT));
    }
}
