package dev.fairway.delivery.releases;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.releases.DeliveryMeasures.Measures;
import dev.fairway.shared.InvalidInput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How fast and how safely services are delivered. */
@RestController
@RequestMapping("/v1/delivery-measures")
class MeasuresController {

    private static final int MOST_DAYS = 366;

    record DeliveryMeasuresAnswer(boolean ok, Measures measures) {}

    private final DeliveryMeasures measures;
    private final Environments environments;
    private final Clock clock;

    MeasuresController(DeliveryMeasures measures, Environments environments, Clock clock) {
        this.measures = measures;
        this.environments = environments;
        this.clock = clock;
    }

    /**
     * Deployment frequency, lead time, failures and time to restore, over the last days.
     *
     * @param mine those of the teams of whoever asks, unless a team or a service is named
     * @param days how many, from 1 to 366
     */
    @GetMapping
    @Requires(Permission.MEMBER)
    DeliveryMeasuresAnswer get(
            @RequestParam String environment,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(defaultValue = "30") int days,
            Actor actor) {
        if (days < 1 || days > MOST_DAYS) {
            throw new InvalidInput("days", "%d is not from 1 to %d".formatted(days, MOST_DAYS));
        }
        environments.get(environment);
        Instant now = clock.instant();
        List<String> teams = team != null ? List.of(team) : mine && service == null ? List.copyOf(actor.teams()) : null;
        return new DeliveryMeasuresAnswer(
                true, measures.of(environment, teams, service, now.minus(Duration.ofDays(days)), now));
    }
}
