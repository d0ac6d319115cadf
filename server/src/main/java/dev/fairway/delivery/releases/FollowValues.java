package dev.fairway.delivery.releases;

import dev.fairway.delivery.Pushed;
import dev.fairway.delivery.contents.History;
import dev.fairway.delivery.freezes.Freezes;
import dev.fairway.delivery.freezes.Frozen;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.releases.Release.Kind;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Releasing.Order;
import dev.fairway.delivery.render.Rendered;
import dev.fairway.delivery.render.RenderedDiff;
import dev.fairway.shared.jobs.Chore;
import dev.fairway.shared.jobs.Chores;
import java.util.Map;
import java.util.Set;
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

    private final Releases releases;
    private final Environments environments;
    private final Releasing releasing;
    private final PlatformRepositories platform;
    private final History history;
    private final Affected affected;
    private final Freezes freezes;
    private final Chores chores;

    FollowValues(
            Releases releases,
            Environments environments,
            Releasing releasing,
            PlatformRepositories platform,
            History history,
            Affected affected,
            Freezes freezes,
            Chores chores) {
        this.releases = releases;
        this.environments = environments;
        this.releasing = releasing;
        this.platform = platform;
        this.history = history;
        this.affected = affected;
        this.freezes = freezes;
        this.chores = chores;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Within the transaction that remembers that the push was told. */
    @EventListener
    void on(Pushed push) {
        boolean isValues = push.repository().equals(PlatformRepositories.VALUES.toString())
                && "main".equals(push.branch())
                && push.to() != null;
        if (isValues) {
            chores.add(KIND, "%s..%s %s".formatted(push.from() == null ? "" : push.from(), push.to(), push.actor()));
        }
    }

    @Override
    public void run(String id) {
        if (id.startsWith(THAWED)) {
            String[] parts = id.substring(THAWED.length()).split(" ", 3);
            Slot slot = new Slot(parts[0], parts[1]);
            follow(slot, platform.head(platform.values()).orElseThrow(), parts[2]);
            return;
        }
        String[] parts = id.split(" ", 2);
        String[] ends = parts[0].split("\\.\\.", 2);
        HostedRepository values = platform.values();
        Set<String> paths = history.changedPaths(values, ends[0].isEmpty() ? null : ends[0], ends[1]);
        for (String service : affected.services(paths)) {
            for (String environment : releases.environments(service)) {
                follow(new Slot(service, environment), ends[1], parts[1]);
            }
        }
    }

    private void follow(Slot slot, String commit, String by) {
        Release newest = releases.newest(slot).orElse(null);
        Service service = releases.service(slot.service()).orElse(null);
        if (newest == null || service == null || !newest.followsValues()) {
            return;
        }
        Frozen frozen = freezes.now(slot.environment()).orElse(null);
        if (frozen != null) {
            chores.add(KIND, "%s%s %s %s".formatted(THAWED, slot.service(), slot.environment(), by), frozen.until());
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
