package dev.fairway.delivery.pipelines;

import dev.fairway.shared.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets old pipelines with their logs. */
@Component
class OldPipelineRuns implements RecurringJob {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final int AT_ONCE = 1_000;

    private final PipelineRuns runs;
    private final Clock clock;

    OldPipelineRuns(PipelineRuns runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "old-pipelines";
    }

    @Override
    public String purpose() {
        return "Forgets pipelines that are older than 90 days, with what they printed";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(6);
    }

    @Override
    public String run() {
        return "%,d forgotten".formatted(runs.forget(clock.instant().minus(KEPT), AT_ONCE));
    }
}
