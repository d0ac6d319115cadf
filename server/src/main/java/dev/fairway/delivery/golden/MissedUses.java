package dev.fairway.delivery.golden;

import dev.fairway.shared.jobs.RecurringJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks at all repositories now and then, for what failed and for those from before uses were written down. */
@Component
class MissedUses implements RecurringJob {

    private final Uses uses;
    private final UpdateUses updates;

    MissedUses(Uses uses, UpdateUses updates) {
        this.uses = uses;
        this.updates = updates;
    }

    @Override
    public String name() {
        return "golden-path-uses";
    }

    @Override
    public String purpose() {
        return "Holds what repositories record against the golden path, for what was missed";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(6);
    }

    @Override
    public String run() {
        int known = updates.all(uses::ids);
        int others = updates.all(uses::unknown) + updates.all(uses::unknownOutside);
        return "%,d that build by the golden path, %,d others".formatted(known, others);
    }
}
