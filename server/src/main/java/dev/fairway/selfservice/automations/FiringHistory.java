package dev.fairway.selfservice.automations;

import dev.fairway.shared.jobs.RecurringJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

@Component
class FiringHistory implements RecurringJob {

    private static final Duration KEPT = Duration.ofDays(30);

    private final Firings firings;

    FiringHistory(Firings firings) {
        this.firings = firings;
    }

    @Override
    public String name() {
        return "forget-old-firings";
    }

    @Override
    public String purpose() {
        return "Forgets what automations did with events of more than 30 days ago.";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(6);
    }

    @Override
    public String run() {
        return "%,d forgotten".formatted(firings.forget(KEPT));
    }
}
