package dev.fairway.resources.upkeep;

import dev.fairway.resources.ResourcesSettings;
import dev.fairway.resources.lifecycle.Observing;
import dev.fairway.resources.lifecycle.Resources;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks at resources on their servers, those first that were not looked at for longest. */
@Component
class ObserveResources implements RecurringJob {

    private static final int MOST = 500;

    private final Resources resources;
    private final Observing observing;
    private final ResourcesSettings settings;
    private final Clock clock;

    ObserveResources(Resources resources, Observing observing, ResourcesSettings settings, Clock clock) {
        this.resources = resources;
        this.observing = observing;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "observe-resources";
    }

    @Override
    public String purpose() {
        return "Looks at resources on their servers: sizes, use, and what differs from their specification";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    @Override
    public String run() {
        List<String> due = resources.unobserved(clock.instant().minus(settings.observeEvery()), MOST);
        int unreached = 0;
        for (String id : due) {
            try {
                observing.look(id);
            } catch (PlatformException failure) {
                unreached++;
            }
        }
        int forgotten = observing.forgetMeasures(clock.instant().minus(settings.keepMeasures()));
        return "%,d looked at, %,d of them not reached, %,d old measures forgotten"
                .formatted(due.size(), unreached, forgotten);
    }
}
