package dev.fairway.shared.jobs;

import java.time.Duration;
import org.springframework.stereotype.Component;

@Component
class EndedJobs implements RecurringJob {

    private static final Duration KEPT = Duration.ofDays(30);

    private final Jobs jobs;

    EndedJobs(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return "forget-ended-jobs";
    }

    @Override
    public String purpose() {
        return "Forgets one-off jobs that ended more than 30 days ago.";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(6);
    }

    @Override
    public String run() {
        return "%,d forgotten".formatted(jobs.forgetEnded(KEPT));
    }
}
