package dev.fairway.delivery.testing;

import dev.fairway.shared.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets what tests came to long ago; checks and comments stay. */
@Component
class OldTestReports implements RecurringJob {

    private static final Duration KEPT = Duration.ofDays(180);
    private static final int AT_ONCE = 10_000;

    private final TestReports reports;
    private final Clock clock;

    OldTestReports(TestReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "old-test-reports";
    }

    @Override
    public String purpose() {
        return "Forgets reports of tests that are older than 180 days";
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
