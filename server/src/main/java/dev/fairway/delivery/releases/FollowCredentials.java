package dev.fairway.delivery.releases;

import dev.fairway.clusters.Cluster;
import dev.fairway.delivery.bindings.ResourceUse;
import dev.fairway.delivery.bindings.ResourceUses;
import dev.fairway.delivery.bindings.SecretDelivery;
import dev.fairway.delivery.releases.Release.Kind;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Release.State;
import dev.fairway.delivery.releases.Releasing.Order;
import dev.fairway.resources.CredentialsChanged;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Timestamps;
import dev.fairway.shared.jobs.Chore;
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Services take over the new users of their resources: each is released once more, so that its secret is written anew and its
 * pods are replaced one by one while the users before may still sign in. Secrets of users that are gone go too.
 */
@Component
class FollowCredentials implements Chore {

    private static final Logger LOG = LoggerFactory.getLogger(FollowCredentials.class);
    private static final String KIND = "follow-credentials";
    private static final int AT_ONCE = 100;

    private final Releases releases;
    private final Environments environments;
    private final Releasing releasing;
    private final ResourceUses uses;
    private final SecretDelivery secrets;
    private final Chores chores;
    private final Clock clock;

    FollowCredentials(
            Releases releases,
            Environments environments,
            Releasing releasing,
            ResourceUses uses,
            SecretDelivery secrets,
            Chores chores,
            Clock clock) {
        this.releases = releases;
        this.environments = environments;
        this.releasing = releasing;
        this.uses = uses;
        this.secrets = secrets;
        this.chores = chores;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Within the transaction that changes them. */
    @EventListener
    void on(CredentialsChanged change) {
        chores.add(
                KIND,
                "%s %s %s %s %s"
                        .formatted(change.what(), UUID.randomUUID(), change.mark(), change.environment(), change.by()));
    }

    @Override
    public void run(String id) {
        String[] parts = id.split(" ", 5);
        DeployEnvironment environment = environments.find(parts[3]).orElse(null);
        if (environment == null || environment.cluster() == null) {
            return;
        }
        switch (CredentialsChanged.What.valueOf(parts[0])) {
            case ROTATED -> releaseAll(parts[1], parts[2], parts[4]);
            case REVOKED -> withdraw(environment, parts[2]);
        }
    }

    private void releaseAll(String key, String mark, String by) {
        String after = null;
        for (List<ResourceUse> page = page(mark, after); !page.isEmpty(); page = page(mark, after)) {
            page.forEach(use -> release(key, new Slot(use.service(), use.place()), by));
            after = ResourceUses.place(page.getLast());
        }
    }

    private List<ResourceUse> page(String mark, @Nullable String after) {
        return uses.of(mark, after, AT_ONCE);
    }

    private void release(String key, Slot slot, String by) {
        Optional<Release> newest =
                releases.newest(slot).filter(one -> one.state() != State.FAILED && one.kind() != Kind.REPORTED);
        if (newest.isEmpty()) {
            LOG.warn(
                    "{} has failed or is deployed by others, and does not take over the new users of its resources by itself",
                    slot);
            return;
        }
        try {
            releasing.release(again(newest.get(), "credentials %s %s".formatted(key, slot), by));
        } catch (InvalidInput wrong) {
            LOG.warn("{} does not take over the new users of its resources: {}", slot, wrong.reason());
        }
    }

    /** What was rolled back stays so, with the values of then. */
    private Order again(Release release, String key, String by) {
        ObjectNode wanted = release.content().wanted().deepCopy();
        wanted.put("restartedAt", Timestamps.format(clock.instant()));
        boolean isBack = release.isBack();
        return new Order(
                key,
                release.slot(),
                isBack ? Kind.ROLL_BACK : Kind.RESTART,
                wanted,
                isBack ? release.content().valuesCommit() : null,
                Map.of(),
                release.content().goesBackTo(),
                null,
                by);
    }

    private void withdraw(DeployEnvironment environment, String mark) {
        for (String namespace : uses.namespaces(mark)) {
            try (Cluster cluster = environments.open(environment, namespace).orElseThrow()) {
                secrets.withdraw(cluster, mark);
            }
        }
    }
}
