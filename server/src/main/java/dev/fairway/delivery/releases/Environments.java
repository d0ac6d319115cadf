package dev.fairway.delivery.releases;

import static fairway.tables.delivery.Tables.ENVIRONMENT;
import static fairway.tables.delivery.Tables.RELEASE;

import dev.fairway.access.Actor;
import dev.fairway.access.Safe;
import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.ClusterAddress;
import dev.fairway.clusters.Clusters;
import dev.fairway.delivery.releases.DeployEnvironment.ClusterPlace;
import dev.fairway.delivery.releases.DeployEnvironment.PreviewLimits;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import fairway.tables.delivery.tables.records.EnvironmentRecord;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The environments. There are some dozens at most. */
@Repository
public class Environments {

    private static final int MOST = 50;

    private final DSLContext db;
    private final Clock clock;
    private final Safe safe;
    private final Clusters clusters;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    Environments(
            DSLContext db,
            Clock clock,
            Safe safe,
            Clusters clusters,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.safe = safe;
        this.clusters = clusters;
        this.transaction = transaction;
        this.events = events;
    }

    /** From the first to the last that a version comes to. Previews are not among them. */
    public List<DeployEnvironment> all() {
        return db.selectFrom(ENVIRONMENT)
                .where(ENVIRONMENT.PREVIEW_OF.isNull())
                .orderBy(ENVIRONMENT.POSITION, ENVIRONMENT.NAME)
                .fetch(Environments::environment);
    }

    public Optional<DeployEnvironment> find(String name) {
        return db.selectFrom(ENVIRONMENT)
                .where(ENVIRONMENT.NAME.eq(name))
                .fetchOptional(Environments::environment)
                .map(this::whole);
    }

    /** A preview has the cluster of the environment that it is of. */
    private DeployEnvironment whole(DeployEnvironment environment) {
        String origin = environment.previewOf();
        return origin == null ? environment : get(origin).preview(environment.name(), environment.title());
    }

    public DeployEnvironment get(String name) {
        return find(name).orElseThrow(() -> new NotFound("environment", "name", name));
    }

    /** An open connection to a namespace of its cluster; empty where it has no cluster. */
    Optional<Cluster> open(DeployEnvironment environment, String namespace) {
        return Optional.ofNullable(environment.cluster())
                .map(place -> new ClusterPlace(place.url(), place.certificate(), namespace))
                .map(place -> clusters.open(place.with(token(environment.origin()))));
    }

    private String token(String name) {
        return safe.find(key(name)).orElse("");
    }

    /**
     * Makes an environment or changes it, once its cluster has answered.
     *
     * @param token of its cluster; null leaves it as it is
     */
    DeployEnvironment put(DeployEnvironment wanted, @Nullable String token, Actor actor) {
        String lets = token == null ? keptToken(wanted) : token;
        if (wanted.cluster() != null) {
            ClusterAddress address = wanted.cluster().with(lets);
            try (Cluster cluster = clusters.open(address)) {
                cluster.version();
            }
        }
        return transaction.execute(status -> {
            DeployEnvironment before = find(wanted.name()).orElse(null);
            checkOrigin(wanted);
            if (before == null && all().size() >= MOST) {
                throw new InvalidInput("name", "there are %d environments, and no more are possible".formatted(MOST));
            }
            EnvironmentRecord row = row(wanted, actor);
            db.insertInto(ENVIRONMENT)
                    .set(row)
                    .onConflict(ENVIRONMENT.NAME)
                    .doUpdate()
                    .set(row)
                    .execute();
            if (wanted.cluster() == null) {
                safe.remove(key(wanted.name()));
            } else {
                safe.put(key(wanted.name()), lets);
            }
            events.publishEvent(new EnvironmentChanged(wanted.name(), before, wanted, actor.name()));
            return wanted;
        });
    }

    /** What was given for one address is never sent to another. */
    private String keptToken(DeployEnvironment wanted) {
        ClusterPlace next = wanted.cluster();
        ClusterPlace before =
                find(wanted.name()).map(DeployEnvironment::cluster).orElse(null);
        if (next != null && (before == null || !before.url().equals(next.url()))) {
            throw new InvalidInput("cluster.token", "is needed for the new address %s".formatted(next.url()));
        }
        return token(wanted.name());
    }

    private void checkOrigin(DeployEnvironment wanted) {
        String from = wanted.promotesFrom();
        for (int steps = 0; from != null; steps++) {
            if (from.equals(wanted.name()) || steps > MOST) {
                throw new InvalidInput("promotesFrom", "\"%s\" comes from itself".formatted(wanted.name()));
            }
            String next = from;
            from = find(next)
                    .orElseThrow(
                            () -> new InvalidInput("promotesFrom", "there is no environment \"%s\"".formatted(next)))
                    .promotesFrom();
        }
    }

    void remove(String name, Actor actor) {
        transaction.executeWithoutResult(status -> {
            DeployEnvironment before = get(name);
            int releases = db.fetchCount(RELEASE, RELEASE.ENVIRONMENT.eq(name));
            int next = db.fetchCount(
                    ENVIRONMENT, ENVIRONMENT.PROMOTES_FROM.eq(name).or(ENVIRONMENT.PREVIEW_OF.eq(name)));
            if (releases + next > 0) {
                throw new Conflict(
                        "has_dependents",
                        "%s has %,d releases, and %d environments or previews come from it; it stays"
                                .formatted(name, releases, next),
                        Map.of("environment", name));
            }
            db.deleteFrom(ENVIRONMENT).where(ENVIRONMENT.NAME.eq(name)).execute();
            safe.remove(key(name));
            events.publishEvent(new EnvironmentChanged(name, before, null, actor.name()));
        });
    }

    /** Makes the environment of a preview, unless it is there. */
    public void addPreview(DeployEnvironment preview, String by) {
        db.insertInto(ENVIRONMENT)
                .set(ENVIRONMENT.NAME, preview.name())
                .set(ENVIRONMENT.TITLE, preview.title())
                .set(ENVIRONMENT.POSITION, preview.position())
                .set(ENVIRONMENT.PREVIEW_OF, preview.previewOf())
                .set(ENVIRONMENT.UPDATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .set(ENVIRONMENT.UPDATED_BY, by)
                .onConflictDoNothing()
                .execute();
    }

    /** Names of the previews of a service. */
    List<String> previewsOf(String service) {
        return db.select(ENVIRONMENT.NAME)
                .from(ENVIRONMENT)
                .where(ENVIRONMENT.PREVIEW_OF.isNotNull(), ENVIRONMENT.NAME.endsWith("." + service))
                .orderBy(ENVIRONMENT.NAME)
                .fetch(ENVIRONMENT.NAME);
    }

    /** With everything that was released to it. */
    public void removePreview(String name) {
        db.deleteFrom(RELEASE).where(RELEASE.ENVIRONMENT.eq(name)).execute();
        db.deleteFrom(ENVIRONMENT)
                .where(ENVIRONMENT.NAME.eq(name), ENVIRONMENT.PREVIEW_OF.isNotNull())
                .execute();
    }

    private EnvironmentRecord row(DeployEnvironment wanted, Actor actor) {
        ClusterPlace cluster = wanted.cluster();
        EnvironmentRecord row = new EnvironmentRecord();
        row.setName(wanted.name());
        row.setTitle(wanted.title());
        row.setPosition(wanted.position());
        row.setPromotesFrom(wanted.promotesFrom());
        PreviewLimits previews = wanted.previews();
        row.setPreviewDomain(previews == null ? null : previews.domain());
        row.setPreviewHours(previews == null ? null : previews.hours());
        row.setPreviewMost(previews == null ? null : previews.most());
        row.setClusterUrl(cluster == null ? null : cluster.url());
        row.setCertificate(cluster == null ? null : cluster.certificate());
        row.setNamespace(cluster == null ? null : cluster.namespace());
        row.setUpdatedAt(clock.instant().atOffset(ZoneOffset.UTC));
        row.setUpdatedBy(actor.name());
        return row;
    }

    private static DeployEnvironment environment(EnvironmentRecord row) {
        String url = row.getClusterUrl();
        String namespace = row.getNamespace();
        Integer hours = row.getPreviewHours();
        Integer most = row.getPreviewMost();
        return new DeployEnvironment(
                row.getName(),
                row.getTitle(),
                row.getPosition(),
                row.getPromotesFrom(),
                row.getPreviewOf(),
                hours == null || most == null ? null : new PreviewLimits(row.getPreviewDomain(), hours, most),
                url == null
                        ? null
                        : new ClusterPlace(url, row.getCertificate(), namespace == null ? "default" : namespace));
    }

    private static String key(String name) {
        return "environment:" + name;
    }
}
