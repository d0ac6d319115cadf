package dev.fairway.delivery.testing;

import dev.fairway.shared.jobs.Forgetting;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets what tests came to long ago; checks and comments stay. */
@Component
class OldTestReports extends Forgetting {

    private static final Duration KEPT = Duration.ofDays(180);
    private static final int AT_ONCE = 10_000;

    OldTestReports(TestReports reports, Clock clock) {
        super(
                "old-test-reports",
                "Forgets reports of tests that are older than 180 days",
                () -> reports.forget(clock.instant().minus(KEPT), AT_ONCE));
    }
}
