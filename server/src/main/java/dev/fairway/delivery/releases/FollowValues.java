package dev.fairway.delivery.releases;

import dev.fairway.delivery.Pushed;
import dev.fairway.delivery.contents.History;
import dev.fairway.delivery.contents.OwnRepositories;
import dev.fairway.delivery.freezes.Freezes;
import dev.fairway.delivery.freezes.Frozen;
import dev.fairway.delivery.releases.Release.Kind;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Releasing.Order;
import dev.fairway.delivery.render.Rendered;
import dev.fairway.delivery.render.RenderedDiff;
import dev.fairway.shared.jobs.Chore;
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Values that change on the main branch are released where they make other manifests, with the version that is there. An
 * environment that was rolled back stays as it is until something is deployed to it, and so does one that others deploy to. A frozen
 * one takes what is on the main branch when it is not any more.
 */
@Component
class FollowValues implements Chore {

    private static final Logger LOG = LoggerFactory.getLogger(FollowValues.class);
    private static final String KIND = "follow-values";

    /** Before a service, its environment, and whose change it was. */
    private static final String THAWED = "thawed ";

    /** Before the first service and the last one of some, and what they follow. */
    private static final String LANE = "lane ";

    private static final int LANES = 4;
    private static final int SHORT = 20;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Releases releases;
    private final Environments environments;
    private final Releasing releasing;
    private final PlatformRepositories platform;
    private final History history;
    private final Affected affected;
    private final Freezes freezes;
    private final Chores chores;
    private final Clock clock;

    FollowValues(
            Releases releases,
            Environments environments,
            Releasing releasing,
            PlatformRepositories platform,
            History history,
            Affected affected,
            Freezes freezes,
            Chores chores,
            Clock clock) {
        this.releases = releases;
        this.environments = environments;
        this.releasing = releasing;
        this.platform = platform;
        this.history = history;
        this.affected = affected;
        this.freezes = freezes;
        this.chores = chores;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Within the transaction that remembers that the push was told. */
    @EventListener
    void on(Pushed push) {
        if (push.moves(PlatformRepositories.VALUES.toString(), OwnRepositories.BRANCH)) {
            chores.add(KIND, "%s..%s %s".formatted(push.from() == null ? "" : push.from(), push.to(), push.actor()));
        }
    }

    @Override
    public void run(String id) {
        if (id.startsWith(THAWED)) {
            String[] parts = id.substring(THAWED.length()).split(" ", 3);
            Slot slot = new Slot(parts[0], parts[1]);
            follow(slot, platform.head(platform.values()).orElseThrow(), parts[2]);
        } else if (id.startsWith(LANE)) {
            String[] parts = id.substring(LANE.length()).split(" ", 4);
            NavigableSet<String> all = new TreeSet<>(affected(parts[2]));
            follow(all.subSet(parts[0], true, parts[1], true), to(parts[2]), parts[3]);
        } else {
            String[] parts = id.split(" ", 2);
            List<String> all = List.copyOf(affected(parts[0]));
            if (all.size() <= SHORT) {
                follow(all, to(parts[0]), parts[1]);
            } else {
                inLanes(all, id);
            }
        }
    }

    /** @param ends {@code from..to}, without the first where there was nothing before */
    private Set<String> affected(String ends) {
        String[] commits = ends.split("\\.\\.", 2);
        return affected.services(
                history.changedPaths(platform.values(), commits[0].isEmpty() ? null : commits[0], commits[1]));
    }

    private static String to(String ends) {
        return ends.substring(ends.indexOf("..") + 2);
    }

    /** What many follow is done side by side, but not by all that work: others wait for them too. */
    private void inLanes(List<String> services, String id) {
        int length = Math.ceilDiv(services.size(), LANES);
        for (int from = 0; from < services.size(); from += length) {
            String last = services.get(Math.min(from + length, services.size()) - 1);
            chores.add(KIND, "%s%s %s %s".formatted(LANE, services.get(from), last, id));
        }
    }

    /** One that fails is tried again by itself, and holds up no other. */
    private void follow(Collection<String> services, String commit, String by) {
        for (String service : services) {
            for (String environment : releases.environments(service)) {
                Slot slot = new Slot(service, environment);
                try {
                    follow(slot, commit, by);
                } catch (RuntimeException failure) {
                    LOG.warn("{} does not follow its values yet", slot, failure);
                    later(slot, by, clock.instant().plus(PAUSE));
                }
            }
        }
    }

    private void later(Slot slot, String by, Instant at) {
        chores.add(KIND, "%s%s %s %s".formatted(THAWED, slot.service(), slot.environment(), by), at);
    }

    private void follow(Slot slot, String commit, String by) {
        Release newest = releases.newest(slot).orElse(null);
        Service service = releases.service(slot.service()).orElse(null);
        if (newest == null || service == null || !newest.followsValues()) {
            return;
        }
        Frozen frozen = freezes.now(slot.environment()).orElse(null);
        if (frozen != null) {
            later(slot, by, frozen.until());
            return;
        }
        DeployEnvironment environment = environments.get(slot.environment());
        Rendered rendered = releasing.rendered(service, environment, commit, Releasing.file(newest));
        if (!rendered.isAllowed()) {
            LOG.info("The values of {} make nothing that may run, and are left until they are mended", slot);
            return;
        }
        if (RenderedDiff.of(releasing.manifests(newest), rendered.manifests())
                .objects()
                .isEmpty()) {
            return;
        }
        releasing.release(new Order(
                "follow-values %s %s %s".formatted(slot.service(), slot.environment(), commit),
                slot,
                Kind.CONFIGURE,
                newest.content().wanted(),
                commit,
                Map.of(),
                null,
                null,
                by));
    }
}
