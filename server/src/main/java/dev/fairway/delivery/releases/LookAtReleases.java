package dev.fairway.delivery.releases;

import dev.fairway.clusters.ClusterUnreachable;
import dev.fairway.delivery.DeliverySettings;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks at live releases in their clusters, at those first that were not looked at for longest. */
@Component
class LookAtReleases implements RecurringJob {

    private static final Logger LOG = LoggerFactory.getLogger(LookAtReleases.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST = 300;
    private static final int CLUSTERS_AT_ONCE = 4;

    private final ReleaseLooks looks;
    private final LookingAtReleases looking;
    private final DeliverySettings settings;
    private final Clock clock;

    LookAtReleases(ReleaseLooks looks, LookingAtReleases looking, DeliverySettings settings, Clock clock) {
        this.looks = looks;
        this.looking = looking;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "look-at-releases";
    }

    @Override
    public String purpose() {
        return "Looks at live releases in their clusters: what differs from what was released, and whether it is well";
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    private record Tally(int looked, int missed) {

        Tally plus(Tally other) {
            return new Tally(looked + other.looked, missed + other.missed);
        }
    }

    /** Some clusters side by side; what is in one, one after the other. */
    @Override
    public String run() {
        Instant now = clock.instant();
        Map<String, List<Slot>> due = looks.due(now.minus(settings.observeEvery()), now.minus(PAUSE), MOST);
        ThreadFactory threads = Thread.ofVirtual().name("look-", 1).factory();
        Tally tally = new Tally(0, 0);
        try (ExecutorService clusters = Executors.newFixedThreadPool(CLUSTERS_AT_ONCE, threads)) {
            List<CompletableFuture<Tally>> all = due.values().stream()
                    .map(slots -> CompletableFuture.supplyAsync(() -> look(slots), clusters))
                    .toList();
            for (CompletableFuture<Tally> one : all) {
                tally = tally.plus(one.join());
            }
        }
        return "%,d looked at, %,d not reached".formatted(tally.looked(), tally.missed());
    }

    /** A cluster that does not answer is not asked again in the same run. */
    private Tally look(List<Slot> slots) {
        int looked = 0;
        String away = null;
        for (Slot slot : slots) {
            if (away != null) {
                looking.missed(slot, away);
                continue;
            }
            try {
                looking.look(slot);
                looked++;
            } catch (ClusterUnreachable unreachable) {
                away = unreachable.reason();
            } catch (PlatformException later) {
                LOG.info("{} was not looked at: {}", slot, later.reason());
            }
        }
        return new Tally(looked, slots.size() - looked);
    }
}
