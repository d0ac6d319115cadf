package dev.fairway.delivery.incoming;

import dev.fairway.shared.jobs.Forgetting;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets what Git hosts told long ago. */
@Component
class OldHostDeliveries extends Forgetting {

    private static final Duration KEPT = Duration.ofDays(30);

    OldHostDeliveries(HostDeliveries deliveries) {
        super(
                "old-host-deliveries",
                "Forgets what Git hosts told by webhooks more than 30 days ago",
                () -> deliveries.forget(KEPT));
    }
}
