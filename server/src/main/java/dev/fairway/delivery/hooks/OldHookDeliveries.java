package dev.fairway.delivery.hooks;

import dev.fairway.shared.jobs.Forgetting;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets what webhooks were told long ago. */
@Component
class OldHookDeliveries extends Forgetting {

    private static final Duration KEPT = Duration.ofDays(30);

    OldHookDeliveries(HookDeliveries deliveries) {
        super(
                "old-hook-deliveries",
                "Forgets what webhooks of Git repositories were told more than 30 days ago",
                () -> deliveries.forget(KEPT));
    }
}
