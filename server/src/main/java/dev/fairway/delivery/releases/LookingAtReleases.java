package dev.fairway.delivery.releases;

import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.ClusterUnreachable;
import dev.fairway.clusters.Difference;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Observed;
import dev.fairway.clusters.Owner;
import dev.fairway.clusters.RefusedByCluster;
import dev.fairway.delivery.releases.ClusterTurns.Turn;
import dev.fairway.delivery.releases.DeployEnvironment.ClusterPlace;
import dev.fairway.delivery.releases.Health.Standing;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Release.State;
import dev.fairway.delivery.releases.ReleaseLook.Unwell;
import dev.fairway.shared.Busy;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import dev.fairway.shared.PlatformException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Looks in clusters whether what was released is still what runs, and still well. What differs is what applying the manifests
 * again would change: fields that they do not name, such as those of an autoscaler, are of others.
 */
@Component
class LookingAtReleases {

    private static final int MOST_DRIFTS = 200;
    private static final int LONGEST_VALUE = 2_000;

    private final Releases releases;
    private final Releasing releasing;
    private final Environments environments;
    private final ReleaseLooks looks;
    private final ClusterTurns turns;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LookingAtReleases(
            Releases releases,
            Releasing releasing,
            Environments environments,
            ReleaseLooks looks,
            ClusterTurns turns,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.releases = releases;
        this.releasing = releasing;
        this.environments = environments;
        this.looks = looks;
        this.turns = turns;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    private record Seen(List<Drift> drifts, Health health, List<String> complaints) {}

    @EventListener
    void on(ReleaseEnded event) {
        if (event.release().state() == State.LIVE) {
            looks.forgetBefore(event.release());
        }
    }

    /**
     * Outside of any transaction, as a cluster may take its time.
     *
     * @throws Conflict when nothing is there to look at, or something is under way
     * @throws ClusterUnreachable when the cluster gives no answer; that is kept
     */
    void look(Slot slot) {
        DeployEnvironment environment = environments.get(slot.environment());
        ClusterPlace place = environment.cluster();
        if (place == null) {
            throw new Conflict(
                    "no_cluster",
                    "%s has no cluster here; ask who brings it to its manifests".formatted(environment.name()),
                    Map.of("environment", environment.name()));
        }
        Release release = looks.runs(slot)
                .orElseThrow(() -> new Conflict(
                        "not_live",
                        "Nothing of %s is live, or something is on its way there; look when it is live".formatted(slot),
                        Map.of("service", slot.service(), "environment", slot.environment())));
        try (Turn turn = turns.take(place.url())
                .orElseThrow(() -> new Busy("The cluster of %s is asked by others".formatted(environment.name())))) {
            keep(release, seen(release, environment, turn));
        } catch (ClusterUnreachable away) {
            missed(release, away.reason());
            throw away;
        }
    }

    /** Notes that it could not be looked at, where that is known already. */
    void missed(Slot slot, String reason) {
        looks.runs(slot).ifPresent(release -> missed(release, reason));
    }

    private void missed(Release release, String reason) {
        transaction.executeWithoutResult(status -> {
            releases.lock(release.slot());
            if (releases.find(release.id()).isPresent()) {
                ReleaseLook before = looks.find(release.id()).orElse(null);
                looks.save(ReleaseLook.missed(release, before, reason, clock.instant()));
            }
        });
    }

    private Seen seen(Release release, DeployEnvironment environment, Turn turn) {
        List<Manifest> manifests = releasing.manifests(release);
        String namespace = Rollout.namespace(manifests).orElse("default");
        try (Cluster cluster = environments.open(environment, namespace).orElseThrow()) {
            Seen seen = seen(release, manifests, cluster);
            turn.answered();
            return seen;
        } catch (ClusterUnreachable away) {
            turn.missed(away.reason());
            throw away;
        }
    }

    private Seen seen(Release release, List<Manifest> manifests, Cluster cluster) {
        Owner owner = Rollout.owner(release);
        List<Drift> drifts = new ArrayList<>();
        List<Manifest> there = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        for (Manifest wanted : manifests) {
            try {
                Observed observed = cluster.observe(List.of(wanted), owner).getFirst();
                drifts.addAll(drifts(observed, owner));
                if (observed.actual() != null) {
                    there.add(observed.actual());
                }
            } catch (ClusterUnreachable away) {
                throw away;
            } catch (PlatformException refused) {
                complaints.add(refused.reason());
            }
        }
        Health health = Health.of(there);
        return new Seen(
                drifts, health.standing() == Standing.HEALTHY ? health : said(health, release, cluster), complaints);
    }

    private static Health said(Health health, Release release, Cluster cluster) {
        try {
            String complaint = Rollout.complaint(cluster, release.slot().service());
            return new Health(health.standing(), health.message() + complaint, health.pods());
        } catch (RefusedByCluster mayNotListPods) {
            return health;
        }
    }

    private List<Drift> drifts(Observed observed, Owner owner) {
        Instant now = clock.instant();
        String object = "%s %s"
                .formatted(observed.wanted().kind().name(), observed.wanted().name());
        if (observed.actual() == null || observed.actual().isEnding()) {
            return isOver(observed.wanted())
                    ? List.of()
                    : List.of(new Drift(
                            object, Drift.EXISTENCE, Json.text("there"), Json.text("missing"), List.of(), now));
        }
        return observed.differences().stream()
                .map(one -> new Drift(
                        object, one.path(), cut(one.after()), cut(one.before()), managers(observed, one, owner), now))
                .toList();
    }

    private static List<String> managers(Observed observed, Difference difference, Owner owner) {
        return observed.managers(difference, owner);
    }

    /** A job that was there and is not has done its work, and was tidied away. */
    private static boolean isOver(Manifest wanted) {
        return wanted.kind().name().equals("Job");
    }

    private static JsonNode cut(JsonNode value) {
        String text = value.toString();
        return text.length() <= LONGEST_VALUE ? value : Json.text(text.substring(0, LONGEST_VALUE) + "…");
    }

    private void keep(Release release, Seen seen) {
        transaction.executeWithoutResult(status -> {
            releases.lock(release.slot());
            boolean isStillThere = looks.runs(release.slot())
                    .filter(now -> now.id().equals(release.id()))
                    .isPresent();
            if (isStillThere) {
                kept(release, seen);
            }
        });
    }

    private void kept(Release release, Seen seen) {
        Instant now = clock.instant();
        String team = releases.getService(release.slot().service()).team();
        Map<String, Drift> before =
                looks.drifts(release.id()).stream().collect(Collectors.toMap(Drift::place, Function.identity()));
        List<Drift> drifts = seen.drifts().stream()
                .limit(MOST_DRIFTS)
                .map(one -> withSince(one, before.get(one.place())))
                .toList();
        looks.save(release.id(), drifts);
        List<Drift> fresh =
                drifts.stream().filter(one -> !before.containsKey(one.place())).toList();
        if (!fresh.isEmpty()) {
            events.publishEvent(ReleaseNotice.drifted(release, team, fresh, now));
        }
        Unwell unwell = unwell(release, team, seen.health(), now);
        looks.save(new ReleaseLook(
                release.id(),
                now,
                seen.complaints().isEmpty() ? null : String.join("; ", seen.complaints()),
                seen.health().standing(),
                seen.health().message(),
                seen.health().pods(),
                unwell));
    }

    private static Drift withSince(Drift now, @Nullable Drift before) {
        return before != null && before.isSame(now) ? now.since(before.since()) : now;
    }

    /** A pod may be moved; what two looks see is told of. */
    private @Nullable Unwell unwell(Release release, String team, Health health, Instant now) {
        if (health.standing() == Standing.HEALTHY) {
            return null;
        }
        Unwell before = looks.find(release.id()).map(ReleaseLook::unwell).orElse(null);
        if (before == null) {
            return new Unwell(now, false);
        }
        if (!before.isTold()) {
            events.publishEvent(ReleaseNotice.unwell(release, team, health.message(), now));
        }
        return new Unwell(before.since(), true);
    }
}
