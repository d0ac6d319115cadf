package dev.fairway.delivery.fitted;

import dev.fairway.shared.jobs.RecurringJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks at the pipelines of all services now and then, for what failed or was missed. */
@Component
class MissedPipelines implements RecurringJob {

    private final FollowFacts following;

    MissedPipelines(FollowFacts following) {
        this.following = following;
    }

    @Override
    public String name() {
        return "fitted-pipelines";
    }

    @Override
    public String purpose() {
        return "Holds the pipelines of repositories against the golden path and the values, for what was missed";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(6);
    }

    @Override
    public String run() {
        return "%,d services".formatted(following.everything());
    }
}
