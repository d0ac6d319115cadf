package dev.fairway.delivery.builds;

import dev.fairway.shared.jobs.Forgetting;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets what builds made long ago; checks and comments stay. */
@Component
class OldBuildReports extends Forgetting {

    private static final Duration KEPT = Duration.ofDays(365);
    private static final int AT_ONCE = 10_000;

    OldBuildReports(BuildReports reports, Clock clock) {
        super(
                "old-build-reports",
                "Forgets reports of builds that are older than 365 days",
                () -> reports.forget(clock.instant().minus(KEPT), AT_ONCE));
    }
}
