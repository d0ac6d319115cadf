package dev.fairway.delivery.releases;

import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.ClusterUnreachable;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Observed;
import dev.fairway.clusters.Owner;
import dev.fairway.delivery.bindings.SecretDelivery;
import dev.fairway.delivery.releases.ClusterTurns.Turn;
import dev.fairway.delivery.releases.DeployEnvironment.ClusterPlace;
import dev.fairway.delivery.releases.Health.Standing;
import dev.fairway.delivery.releases.Release.State;
import dev.fairway.delivery.render.Rendered;
import dev.fairway.shared.Json;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.jobs.Chore;
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings a cluster to a release, wave by wave, and looks until it is live or its deadline is over. Each look begins anew from
 * what the cluster says, so that whatever stops one is made good by the next. Whoever comes while somebody else looks after the
 * same service leaves it to them.
 */
@Component
class Rollout implements Chore {

    static final String KIND = "roll-out";

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PAUSE_WHEN_AWAY = Duration.ofSeconds(10);
    private static final String AWAY = "The cluster does not answer, and is asked again: ";
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(60);
    private static final Duration USUAL_DEADLINE = Duration.ofMinutes(10);
    static final Kind NAMESPACE = new Kind("v1", "Namespace");
    private static final String SERVICE_LABEL = "fairway.dev/service";
    private static final Kind POD = new Kind("v1", "Pod");

    /** What the chart makes; what is not wanted any more of these is taken away. */
    static final Set<Kind> MADE = Set.of(
            new Kind("apps/v1", "Deployment"),
            new Kind("v1", "Service"),
            new Kind("v1", "ServiceAccount"),
            new Kind("v1", "ConfigMap"),
            new Kind("batch/v1", "CronJob"),
            new Kind("batch/v1", "Job"),
            new Kind("autoscaling/v2", "HorizontalPodAutoscaler"),
            new Kind("policy/v1", "PodDisruptionBudget"),
            new Kind("networking.k8s.io/v1", "NetworkPolicy"),
            new Kind("networking.k8s.io/v1", "Ingress"));

    private final Releases releases;
    private final Environments environments;
    private final Releasing releasing;
    private final Awaited awaited;
    private final SecretDelivery secrets;
    private final ReleaseEntities entities;
    private final Chores chores;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final ClusterTurns turns;
    private final Clock clock;

    Rollout(
            Releases releases,
            Environments environments,
            Releasing releasing,
            Awaited awaited,
            SecretDelivery secrets,
            ReleaseEntities entities,
            Chores chores,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            ClusterTurns turns,
            Clock clock) {
        this.releases = releases;
        this.environments = environments;
        this.releasing = releasing;
        this.awaited = awaited;
        this.secrets = secrets;
        this.entities = entities;
        this.chores = chores;
        this.transaction = transaction;
        this.events = events;
        this.turns = turns;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(String id) {
        transaction.executeWithoutResult(status -> look(id));
    }

    private void look(String id) {
        Release release = releases.find(id).orElse(null);
        if (release == null || !release.state().isUnderWay()) {
            return;
        }
        if (!releases.tryLock(release.slot())) {
            again(release, PAUSE);
            return;
        }
        Release now = releases.get(id);
        if (!now.state().isUnderWay()) {
            return;
        }
        if (turns.isBusy(address(now))) {
            again(now, PAUSE);
            return;
        }
        Release next = isOvertaken(now)
                ? now.ended(State.SUPERSEDED, "Another release came before it was live.", now.pods(), clock.instant())
                : now.state() == State.COMMITTED
                        ? awaited.of(now).map(first -> waitingFor(first, now)).orElseGet(() -> broughtOn(now))
                        : broughtOn(now);
        if (!next.equals(now)) {
            releases.save(next);
            entities.write(next, releases.getService(next.slot().service()));
        }
        if (next.state().isUnderWay()) {
            again(next, next.course().appliedAt() == null ? PAUSE_WHEN_AWAY : PAUSE);
            return;
        }
        if (next.state() != State.SUPERSEDED) {
            events.publishEvent(ReleaseEnded.of(
                    next, releases.getService(next.slot().service()).team()));
        }
        if (next.state() == State.FAILED) {
            chores.add(WayBack.KIND, id);
        }
    }

    private Release waitingFor(Release first, Release release) {
        String what = "release %d of %s".formatted(first.number(), first.slot().service());
        if (first.state() == State.FAILED) {
            return release.ended(
                    State.FAILED,
                    "It comes after %s, which has failed.".formatted(what),
                    release.pods(),
                    clock.instant());
        }
        return clock.instant().isAfter(release.course().createdAt().plus(LONGEST_WAIT))
                ? release.ended(
                        State.FAILED,
                        "It waited %d minutes for %s.".formatted(LONGEST_WAIT.toMinutes(), what),
                        release.pods(),
                        clock.instant())
                : release.saying("It waits for %s.".formatted(what));
    }

    private void again(Release release, Duration pause) {
        chores.add(KIND, release.id(), clock.instant().plus(pause));
    }

    private boolean isOvertaken(Release release) {
        return releases.newest(release.slot())
                .filter(newest -> newest.number() > release.number())
                .isPresent();
    }

    private Release broughtOn(Release release) {
        DeployEnvironment environment = environments.get(release.slot().environment());
        String address = address(release);
        Optional<Turn> turn = turns.take(address);
        if (turn.isEmpty()) {
            return turns.away(address)
                    .map(reason -> release.saying(AWAY + reason))
                    .orElse(release);
        }
        try (Turn mine = turn.get()) {
            return broughtOn(release, environment, mine);
        }
    }

    /** Of its cluster. */
    private String address(Release release) {
        ClusterPlace place = environments.get(release.slot().environment()).cluster();
        return place == null ? "" : place.url();
    }

    private Release broughtOn(Release release, DeployEnvironment environment, Turn turn) {
        List<Manifest> manifests = releasing.manifests(release);
        String namespace = namespace(manifests)
                .or(() -> releases.numbered(release.slot(), release.number() - 1)
                        .flatMap(before -> namespace(releasing.manifests(before))))
                .orElse("default");
        try (Cluster cluster = environments.open(environment, namespace).orElseThrow()) {
            Release next = broughtOn(release, cluster, manifests, namespace);
            turn.answered();
            return next;
        } catch (ClusterUnreachable away) {
            turn.missed(away.reason());
            return release.saying(AWAY + away.reason());
        } catch (PlatformException refused) {
            turn.answered();
            return release.ended(
                    State.FAILED, "It cannot be brought there: " + refused.reason(), release.pods(), clock.instant());
        }
    }

    static Optional<String> namespace(List<Manifest> manifests) {
        return manifests.stream()
                .map(Manifest::namespace)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private Release broughtOn(Release release, Cluster cluster, List<Manifest> manifests, String namespace) {
        Owner owner = owner(release);
        if (release.course().appliedAt() == null) {
            ensureNamespace(cluster, namespace, release.slot().isPreview() ? owner : new Owner("namespaces"));
            secrets.bring(
                    cluster,
                    release.slot().service(),
                    release.slot().environment(),
                    "release %d of %s".formatted(release.number(), release.slot()));
        }
        List<Manifest> there = new ArrayList<>();
        for (List<Manifest> wave : waves(manifests).values()) {
            apply(cluster, wave, owner, release);
            cluster.observe(wave, owner).stream()
                    .map(Observed::actual)
                    .filter(Objects::nonNull)
                    .forEach(there::add);
            Health health = Health.of(there);
            if (health.standing() != Standing.HEALTHY) {
                return waiting(release, cluster, health, deadline(manifests));
            }
        }
        cluster.prune(owner, manifests, MADE);
        secrets.tidy(cluster, release.slot().service(), release.slot().environment());
        Health health = Health.of(there);
        String message = release.kind() == Release.Kind.REMOVE ? "It is removed." : "It is live.";
        return release.ended(State.LIVE, message, health.pods(), clock.instant());
    }

    private static void apply(Cluster cluster, List<Manifest> wave, Owner owner, Release release) {
        if (release.takesOver()) {
            cluster.takeOver(wave, owner);
        } else {
            cluster.apply(wave, owner);
        }
    }

    private Release waiting(Release release, Cluster cluster, Health health, Duration longest) {
        Instant now = clock.instant();
        String message = health.message() + complaint(cluster, release.slot().service());
        if (health.standing() == Standing.FAILED) {
            return release.ended(State.FAILED, message, health.pods(), now);
        }
        Release rolling = release.rolling(message, health.pods(), now, now.plus(longest));
        Instant deadline = rolling.course().deadline();
        return deadline == null || now.isBefore(deadline)
                ? rolling
                : rolling.ended(
                        State.FAILED,
                        "%s, and its %d minutes are over".formatted(message, longest.toMinutes()),
                        health.pods(),
                        now);
    }

    /** What one of its pods has against its start, in brackets; empty where none has anything. */
    static String complaint(Cluster cluster, String service) {
        return cluster.list(POD).stream()
                .filter(pod -> pod.label(SERVICE_LABEL).filter(service::equals).isPresent())
                .map(Health::complaint)
                .filter(Objects::nonNull)
                .findFirst()
                .map(" (%s)"::formatted)
                .orElse("");
    }

    static Owner owner(Release release) {
        return owner(release.slot());
    }

    /** The name of a preview has two dots, which no other has. */
    static Owner owner(Release.Slot slot) {
        return new Owner(slot.isPreview() ? slot.environment() : "%s.%s".formatted(slot.service(), slot.environment()));
    }

    /** It may be there already, and belong to somebody else. */
    private static void ensureNamespace(Cluster cluster, String namespace, Owner owner) {
        if (cluster.find(NAMESPACE, namespace).isEmpty()) {
            Manifest wanted = new Manifest(Json.object()
                    .put("apiVersion", "v1")
                    .put("kind", "Namespace")
                    .set("metadata", Json.object().put("name", namespace)));
            cluster.apply(List.of(wanted), owner);
        }
    }

    private static NavigableMap<Integer, List<Manifest>> waves(List<Manifest> manifests) {
        return manifests.stream()
                .collect(Collectors.groupingBy(
                        manifest -> manifest.annotation(Rendered.WAVE)
                                .map(Integer::valueOf)
                                .orElse(0),
                        TreeMap::new,
                        Collectors.toList()));
    }

    /** As the longest of its deployments says. */
    private static Duration deadline(List<Manifest> manifests) {
        return manifests.stream()
                .flatMap(manifest -> Stream.ofNullable(manifest.spec().get("progressDeadlineSeconds")))
                .map(seconds -> Duration.ofSeconds(seconds.asLong(0)))
                .filter(Duration::isPositive)
                .max(Duration::compareTo)
                .map(longest -> longest.plusSeconds(30))
                .orElse(USUAL_DEADLINE);
    }
}
