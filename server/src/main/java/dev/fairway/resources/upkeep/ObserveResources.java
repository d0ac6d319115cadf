package dev.fairway.resources.upkeep;

import dev.fairway.resources.ResourcesSettings;
import dev.fairway.resources.lifecycle.Observing;
import dev.fairway.resources.lifecycle.Resources;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** Looks at resources on their servers, those first that were not looked at for longest. */
@Component
class ObserveResources implements RecurringJob {

    private static final int MOST = 500;

    /** Questions without an answer, one after the other, that a server is asked in one run. */
    private static final int PATIENCE = 3;

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

    /** Servers side by side, so that one that hangs holds up nobody; what is on one server one after the other. */
    @Override
    public String run() {
        Map<String, List<String>> due = resources.unobserved(clock.instant().minus(settings.observeEvery()), MOST);
        int unreached;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> looks = due.values().stream()
                    .map(ids -> CompletableFuture.supplyAsync(() -> look(ids), threads))
                    .toList();
            unreached = looks.stream().mapToInt(CompletableFuture::join).sum();
        }
        int forgotten = observing.forgetMeasures(clock.instant().minus(settings.keepMeasures()));
        int looked = due.values().stream().mapToInt(List::size).sum();
        return "%,d looked at, %,d of them not reached, %,d old measures forgotten"
                .formatted(looked, unreached, forgotten);
    }

    /** @return how many could not be reached; a server that does not answer three times in a row is not asked again */
    private int look(List<String> ids) {
        int unreached = 0;
        int inARow = 0;
        String reason = "";
        for (String id : ids) {
            if (inARow >= PATIENCE) {
                observing.missed(id, reason);
                unreached++;
                continue;
            }
            try {
                observing.look(id);
                inARow = 0;
            } catch (PlatformException failure) {
                reason = failure.reason();
                unreached++;
                inARow++;
            }
        }
        return unreached;
    }
}
