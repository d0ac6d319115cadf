package dev.fairway.selfservice.insights;

import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.shared.InvalidInput;
import java.time.Duration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class InsightsController {

    private static final int MOST_DAYS = 366;

    record InsightsAnswer(boolean ok, Insights.Report report) {}

    private final Insights insights;

    InsightsController(Insights insights) {
        this.insights = insights;
    }

    /** How self-service did in the last days: requests by action, time to ready, and what stopped the others. */
    @GetMapping("/v1/self-service/insights")
    @Requires(Permission.MANAGE_ACTIONS)
    InsightsAnswer report(@RequestParam(defaultValue = "30") int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new InvalidInput("days", "%d is not between 1 and %d".formatted(days, MOST_DAYS));
        }
        return new InsightsAnswer(true, insights.over(Duration.ofDays(days)));
    }
}
