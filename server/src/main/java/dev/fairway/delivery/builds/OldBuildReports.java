package dev.fairway.delivery.builds;

import dev.fairway.shared.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets what builds made long ago; checks and comments stay. */
@Component
class OldBuildReports implements RecurringJob {

    private static final Duration KEPT = Duration.ofDays(365);
    private static final int AT_ONCE = 10_000;

    private final BuildReports reports;
    private final Clock clock;

    OldBuildReports(BuildReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "old-build-reports";
    }

    @Override
    public String purpose() {
        return "Forgets reports of builds that are older than 365 days";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(6);
    }

    @Override
    public String run() {
        return "%,d forgotten".formatted(reports.forget(clock.instant().minus(KEPT), AT_ONCE));
    }
}
