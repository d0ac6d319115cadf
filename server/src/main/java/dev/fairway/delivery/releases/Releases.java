package dev.fairway.delivery.releases;

import static fairway.tables.delivery.Tables.RELEASE;
import static fairway.tables.delivery.Tables.SERVICE;

import dev.fairway.delivery.releases.Release.Content;
import dev.fairway.delivery.releases.Release.Course;
import dev.fairway.delivery.releases.Release.Kind;
import dev.fairway.delivery.releases.Release.Pods;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Release.State;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import fairway.tables.delivery.tables.records.ReleaseRecord;
import fairway.tables.delivery.tables.records.ServiceRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/** Services and their releases, as rows. */
@Repository
public class Releases {

    private final DSLContext db;

    Releases(DSLContext db) {
        this.db = db;
    }

    public Optional<Service> service(String name) {
        return db.selectFrom(SERVICE).where(SERVICE.NAME.eq(name)).fetchOptional(Releases::service);
    }

    public Service getService(String name) {
        return service(name).orElseThrow(() -> new NotFound("service", "name", name));
    }

    /** Names of those that say they come from a repository. @param repository as {@code owner/name} */
    public List<String> servicesFrom(String repository) {
        return db.select(SERVICE.NAME)
                .from(SERVICE)
                .where(SERVICE.REPOSITORY.eq(repository))
                .orderBy(SERVICE.NAME)
                .fetch(SERVICE.NAME);
    }

    /** Names of all. @param after the last one of the page before; empty for the first */
    public List<String> names(String after, int limit) {
        return db.select(SERVICE.NAME)
                .from(SERVICE)
                .where(SERVICE.NAME.gt(after))
                .orderBy(SERVICE.NAME)
                .limit(limit)
                .fetch(SERVICE.NAME);
    }

    /** By name. @param team null for all. @param after name of the last one of the page before */
    List<Service> services(@Nullable String team, @Nullable String after, int limit) {
        return servicesOf(team == null ? null : List.of(team), DSL.noCondition(), after, limit);
    }

    /** By name. @param teams null for all. @param after name of the last one of the page before */
    List<Service> servicesOf(
            @Nullable Collection<String> teams, Condition condition, @Nullable String after, int limit) {
        return db.selectFrom(SERVICE)
                .where(teams == null ? DSL.noCondition() : SERVICE.TEAM.in(teams))
                .and(condition)
                .and(after == null ? DSL.noCondition() : SERVICE.NAME.gt(after))
                .orderBy(SERVICE.NAME)
                .limit(limit)
                .fetch(Releases::service);
    }

    /** @return whether it was not there before */
    boolean add(Service service) {
        return db.insertInto(SERVICE)
                        .set(SERVICE.NAME, service.name())
                        .set(SERVICE.TEAM, service.team())
                        .set(SERVICE.REPOSITORY, service.repository())
                        .set(SERVICE.CREATED_AT, at(service.createdAt()))
                        .set(SERVICE.CREATED_BY, service.createdBy())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /** Services from a repository that has another name now. */
    void follow(String before, String after) {
        db.update(SERVICE)
                .set(SERVICE.REPOSITORY, after)
                .where(SERVICE.REPOSITORY.eq(before))
                .execute();
    }

    /** With its releases. */
    void remove(Service service) {
        db.deleteFrom(SERVICE).where(SERVICE.NAME.eq(service.name())).execute();
    }

    /** Nobody else changes the slot until the transaction ends. */
    public void lock(Slot slot) {
        db.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", key(slot));
    }

    /** The same, unless somebody else is at it. */
    boolean tryLock(Slot slot) {
        return Boolean.TRUE.equals(db.fetchValue(
                DSL.field("pg_try_advisory_xact_lock(hashtextextended({0}, 0))", Boolean.class, DSL.val(key(slot)))));
    }

    private static String key(Slot slot) {
        return "release %s %s".formatted(slot.service(), slot.environment());
    }

    public Optional<Release> find(String id) {
        return db.selectFrom(RELEASE).where(RELEASE.ID.eq(id)).fetchOptional(Releases::release);
    }

    public Release get(String id) {
        return find(id).orElseThrow(() -> new NotFound("release", "id", id));
    }

    Optional<Release> numbered(Slot slot, int number) {
        return db.selectFrom(RELEASE).where(in(slot), RELEASE.NUMBER.eq(number)).fetchOptional(Releases::release);
    }

    /** The newest; it may not be live yet, or have failed. */
    public Optional<Release> newest(Slot slot) {
        return page(slot, null, 1).stream().findFirst();
    }

    /** What one would go back to from a release: the newest one before it that was live, or handed over, with something. */
    Optional<Release> lastGood(Slot slot, int before) {
        return newestGood(slot, RELEASE.NUMBER.lt(before).and(RELEASE.KIND.ne(Kind.REMOVE.name())));
    }

    /** What one would go back to from where a slot is now. */
    Optional<Release> earlier(Slot slot) {
        return newest(slot)
                .flatMap(newest -> lastGood(slot, newest.number()))
                .filter(release -> release.content().deploymentsCommit() != null);
    }

    /** What runs: the newest that was live, or handed over; empty where that took everything away. */
    Optional<Release> running(Slot slot) {
        return newestGood(slot, DSL.noCondition()).filter(release -> release.kind() != Kind.REMOVE);
    }

    private Optional<Release> newestGood(Slot slot, Condition condition) {
        return db.selectFrom(RELEASE)
                .where(in(slot), condition, RELEASE.STATE.in(State.LIVE.name(), State.HANDED_OVER.name()))
                .orderBy(RELEASE.NUMBER.desc())
                .limit(1)
                .fetchOptional(Releases::release);
    }

    /** The newest releases of services, one for each environment that they were brought to; without previews. */
    List<Release> newestOf(Collection<String> services) {
        return newestOf(services, DSL.noCondition());
    }

    /** The same of those that were live, or handed over: what runs. */
    List<Release> lastGoodOf(Collection<String> services) {
        return newestOf(services, RELEASE.STATE.in(State.LIVE.name(), State.HANDED_OVER.name()));
    }

    private List<Release> newestOf(Collection<String> services, Condition condition) {
        return db.select(RELEASE.fields())
                .distinctOn(RELEASE.SERVICE, RELEASE.ENVIRONMENT)
                .from(RELEASE)
                .where(RELEASE.SERVICE.in(services), condition, notOfPreviews())
                .orderBy(RELEASE.SERVICE, RELEASE.ENVIRONMENT, RELEASE.NUMBER.desc())
                .fetchInto(RELEASE)
                .map(Releases::release);
    }

    /** The newest first. @param before number of the last one of the page before */
    List<Release> page(Slot slot, @Nullable Integer before, int limit) {
        return db.selectFrom(RELEASE)
                .where(in(slot))
                .and(before == null ? DSL.noCondition() : RELEASE.NUMBER.lt(before))
                .orderBy(RELEASE.NUMBER.desc())
                .limit(limit)
                .fetch(Releases::release);
    }

    /** Environments that a service was ever brought to; without previews. */
    List<String> environments(String service) {
        return db.selectDistinct(RELEASE.ENVIRONMENT)
                .from(RELEASE)
                .where(RELEASE.SERVICE.eq(service), notOfPreviews())
                .orderBy(RELEASE.ENVIRONMENT)
                .fetch(RELEASE.ENVIRONMENT);
    }

    /** As {@link Slot#isPreview} says. */
    static Condition notOfPreviews() {
        return RELEASE.ENVIRONMENT.notContains(".");
    }

    private static Condition in(Slot slot) {
        return RELEASE.SERVICE.eq(slot.service()).and(RELEASE.ENVIRONMENT.eq(slot.environment()));
    }

    void save(Release release) {
        ReleaseRecord row = row(release);
        db.insertInto(RELEASE)
                .set(row)
                .onConflict(RELEASE.ID)
                .doUpdate()
                .set(row)
                .execute();
    }

    /** When its source was committed. */
    void noteSource(Release release, Instant at) {
        db.update(RELEASE)
                .set(RELEASE.COMMIT_AT, at(at))
                .where(RELEASE.ID.eq(release.id()))
                .execute();
    }

    private static ReleaseRecord row(Release release) {
        ReleaseRecord row = new ReleaseRecord();
        row.setId(release.id());
        row.setService(release.slot().service());
        row.setEnvironment(release.slot().environment());
        row.setNumber(release.number());
        row.setKind(release.kind().name());
        row.setState(release.state().name());
        row.setWanted(Json.jsonb(release.content().wanted()));
        row.setValuesCommit(release.content().valuesCommit());
        row.setDeploymentsCommit(release.content().deploymentsCommit());
        row.setGoesBackTo(release.content().goesBackTo());
        row.setMessage(release.message());
        row.setReplicasWanted(release.pods().wanted());
        row.setReplicasReady(release.pods().ready());
        row.setRunId(release.course().run());
        row.setCreatedBy(release.course().createdBy());
        row.setCreatedAt(at(release.course().createdAt()));
        row.setAppliedAt(maybe(release.course().appliedAt()));
        row.setDeadlineAt(maybe(release.course().deadline()));
        row.setEndedAt(maybe(release.course().endedAt()));
        return row;
    }

    static Release release(ReleaseRecord row) {
        return new Release(
                row.getId(),
                new Slot(row.getService(), row.getEnvironment()),
                row.getNumber(),
                Kind.valueOf(row.getKind()),
                State.valueOf(row.getState()),
                new Content(
                        (ObjectNode) Json.read(row.getWanted().data()),
                        row.getValuesCommit(),
                        row.getDeploymentsCommit(),
                        row.getGoesBackTo()),
                row.getMessage(),
                new Pods(row.getReplicasWanted(), row.getReplicasReady()),
                new Course(
                        row.getRunId(),
                        row.getCreatedBy(),
                        row.getCreatedAt().toInstant(),
                        instant(row.getAppliedAt()),
                        instant(row.getDeadlineAt()),
                        instant(row.getEndedAt())));
    }

    private static Service service(ServiceRecord row) {
        return new Service(
                row.getName(),
                row.getTeam(),
                row.getRepository(),
                row.getCreatedAt().toInstant(),
                row.getCreatedBy());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime maybe(@Nullable Instant instant) {
        return instant == null ? null : at(instant);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
