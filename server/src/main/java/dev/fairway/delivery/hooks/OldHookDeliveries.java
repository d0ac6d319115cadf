package dev.fairway.delivery.hooks;

import dev.fairway.shared.jobs.RecurringJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets what webhooks were told long ago. */
@Component
class OldHookDeliveries implements RecurringJob {

    private static final Duration KEPT = Duration.ofDays(30);

    private final HookDeliveries deliveries;

    OldHookDeliveries(HookDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public String name() {
        return "old-hook-deliveries";
    }

    @Override
    public String purpose() {
        return "Forgets what webhooks of Git repositories were told more than 30 days ago";
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
