package dev.fairway.delivery.releases;

import static fairway.tables.delivery.Tables.ENVIRONMENT;
import static fairway.tables.delivery.Tables.RELEASE;
import static fairway.tables.delivery.Tables.RELEASE_DRIFT;
import static fairway.tables.delivery.Tables.RELEASE_LOOK;
import static fairway.tables.delivery.Tables.SERVICE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.selectOne;

import dev.fairway.delivery.releases.Release.Kind;
import dev.fairway.delivery.releases.Release.Pods;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Release.State;
import dev.fairway.delivery.releases.ReleaseLook.Unwell;
import dev.fairway.shared.Json;
import fairway.tables.delivery.tables.Environment;
import fairway.tables.delivery.tables.records.ReleaseLookRecord;
import fairway.tables.delivery.tables.records.ReleaseRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What was seen of live releases in their clusters, as rows. */
@Repository
class ReleaseLooks {

    private static final Environment PLACE = ENVIRONMENT.as("place");
    private static final Environment ORIGIN = ENVIRONMENT.as("origin");
    private static final fairway.tables.delivery.tables.Release NEWER = RELEASE.as("newer");
    private static final fairway.tables.delivery.tables.Release NEWEST = RELEASE.as("newest");
    private static final Field<String> CLUSTER = coalesce(PLACE.CLUSTER_URL, ORIGIN.CLUSTER_URL);

    /** One that was live last, with nothing under way behind it. */
    private static final Condition RUNS = isLive(RELEASE)
            .and(notExists(selectOne()
                    .from(NEWER)
                    .where(NEWER.SERVICE.eq(RELEASE.SERVICE), NEWER.ENVIRONMENT.eq(RELEASE.ENVIRONMENT))
                    .and(NEWER.NUMBER.gt(RELEASE.NUMBER))
                    .and(NEWER.STATE.notIn(State.FAILED.name(), State.SUPERSEDED.name()))));

    private final DSLContext db;

    ReleaseLooks(DSLContext db) {
        this.db = db;
    }

    /**
     * Slots that were looked at longest ago, by the address of their cluster.
     *
     * @param since not since then
     * @param unwellSince the same of those that were seen unwell once
     */
    Map<String, List<Slot>> due(Instant since, Instant unwellSince, int limit) {
        Table<ReleaseRecord> newest = lateral(selectFrom(RELEASE)
                        .where(RELEASE.SERVICE.eq(SERVICE.NAME), RELEASE.ENVIRONMENT.eq(PLACE.NAME))
                        .and(RELEASE.STATE.notIn(State.FAILED.name(), State.SUPERSEDED.name()))
                        .orderBy(RELEASE.NUMBER.desc())
                        .limit(1))
                .as(NEWEST.getName());
        return db.select(CLUSTER, SERVICE.NAME, PLACE.NAME)
                .from(SERVICE)
                .join(PLACE)
                .on(PLACE.PREVIEW_OF.isNull().or(PLACE.NAME.endsWith(concat(inline("."), SERVICE.NAME))))
                .leftJoin(ORIGIN)
                .on(ORIGIN.NAME.eq(PLACE.PREVIEW_OF))
                .join(newest)
                .on(isLive(NEWEST))
                .leftJoin(RELEASE_LOOK)
                .on(RELEASE_LOOK.RELEASE_ID.eq(NEWEST.ID))
                .where(CLUSTER.isNotNull())
                .and(coalesce(RELEASE_LOOK.LOOKED_AT, NEWEST.ENDED_AT)
                        .lt(utc(since))
                        .or(RELEASE_LOOK
                                .UNWELL_SINCE
                                .isNotNull()
                                .and(RELEASE_LOOK.UNWELL_TOLD.isFalse())
                                .and(RELEASE_LOOK.LOOKED_AT.lt(utc(unwellSince)))))
                .orderBy(coalesce(RELEASE_LOOK.LOOKED_AT, NEWEST.ENDED_AT), NEWEST.ID)
                .limit(limit)
                .fetchGroups(row -> row.value1(), row -> new Slot(row.value2(), row.value3()));
    }

    private static Condition isLive(fairway.tables.delivery.tables.Release release) {
        return release.STATE.eq(State.LIVE.name()).and(release.KIND.notIn(Kind.REMOVE.name(), Kind.REPORTED.name()));
    }

    /** What runs in a slot, unless something is under way there. */
    Optional<Release> runs(Slot slot) {
        return db.selectFrom(RELEASE)
                .where(RUNS, RELEASE.SERVICE.eq(slot.service()), RELEASE.ENVIRONMENT.eq(slot.environment()))
                .fetchOptional(Releases::release);
    }

    Optional<ReleaseLook> find(String release) {
        return db.selectFrom(RELEASE_LOOK)
                .where(RELEASE_LOOK.RELEASE_ID.eq(release))
                .fetchOptional(ReleaseLooks::look);
    }

    List<ReleaseLook> of(Collection<String> releases) {
        return db.selectFrom(RELEASE_LOOK)
                .where(RELEASE_LOOK.RELEASE_ID.in(releases))
                .fetch(ReleaseLooks::look);
    }

    List<Drift> drifts(String release) {
        return db.selectFrom(RELEASE_DRIFT)
                .where(RELEASE_DRIFT.RELEASE_ID.eq(release))
                .orderBy(RELEASE_DRIFT.OBJECT, RELEASE_DRIFT.FIELD)
                .fetch(row -> new Drift(
                        row.getObject(),
                        row.getField(),
                        Json.read(row.getWanted().data()),
                        Json.read(row.getActual().data()),
                        List.of(row.getManagers()),
                        row.getSince().toInstant()));
    }

    /** How many fields of each release differ; those without any are left out. */
    Map<String, Integer> drifted(Collection<String> releases) {
        return db.select(RELEASE_DRIFT.RELEASE_ID, count())
                .from(RELEASE_DRIFT)
                .where(RELEASE_DRIFT.RELEASE_ID.in(releases))
                .groupBy(RELEASE_DRIFT.RELEASE_ID)
                .fetchMap(row -> row.value1(), row -> row.value2());
    }

    /** Of services in which something is not as it was released; without previews. */
    static Condition isDrifted() {
        return exists(selectOne()
                .from(RELEASE_DRIFT)
                .join(RELEASE)
                .on(RELEASE.ID.eq(RELEASE_DRIFT.RELEASE_ID))
                .where(RELEASE.SERVICE.eq(SERVICE.NAME), Releases.notOfPreviews()));
    }

    void save(ReleaseLook look) {
        ReleaseLookRecord row = new ReleaseLookRecord();
        row.setReleaseId(look.release());
        row.setLookedAt(utc(look.at()));
        row.setComplaint(look.complaint());
        row.setHealth(look.health() == null ? null : look.health().name());
        row.setMessage(look.message());
        row.setReplicasWanted(look.pods().wanted());
        row.setReplicasReady(look.pods().ready());
        Unwell unwell = look.unwell();
        row.setUnwellSince(unwell == null ? null : utc(unwell.since()));
        row.setUnwellTold(unwell != null && unwell.isTold());
        db.insertInto(RELEASE_LOOK)
                .set(row)
                .onConflict(RELEASE_LOOK.RELEASE_ID)
                .doUpdate()
                .set(row)
                .execute();
    }

    /** What differs now; whatever else did is forgotten. */
    void save(String release, List<Drift> drifts) {
        db.deleteFrom(RELEASE_DRIFT).where(RELEASE_DRIFT.RELEASE_ID.eq(release)).execute();
        drifts.forEach(one -> db.insertInto(RELEASE_DRIFT)
                .set(RELEASE_DRIFT.RELEASE_ID, release)
                .set(RELEASE_DRIFT.OBJECT, one.object())
                .set(RELEASE_DRIFT.FIELD, one.field())
                .set(RELEASE_DRIFT.WANTED, Json.jsonb(one.wanted()))
                .set(RELEASE_DRIFT.ACTUAL, Json.jsonb(one.actual()))
                .set(RELEASE_DRIFT.MANAGERS, one.managers().toArray(new String[0]))
                .set(RELEASE_DRIFT.SINCE, utc(one.since()))
                .execute());
    }

    /** What was seen of releases before one. */
    void forgetBefore(Release release) {
        Select<Record1<String>> before = select(RELEASE.ID)
                .from(RELEASE)
                .where(RELEASE.SERVICE.eq(release.slot().service()))
                .and(RELEASE.ENVIRONMENT.eq(release.slot().environment()))
                .and(RELEASE.NUMBER.lt(release.number()));
        db.deleteFrom(RELEASE_DRIFT).where(RELEASE_DRIFT.RELEASE_ID.in(before)).execute();
        db.deleteFrom(RELEASE_LOOK).where(RELEASE_LOOK.RELEASE_ID.in(before)).execute();
    }

    private static ReleaseLook look(ReleaseLookRecord row) {
        String health = row.getHealth();
        OffsetDateTime unwell = row.getUnwellSince();
        return new ReleaseLook(
                row.getReleaseId(),
                row.getLookedAt().toInstant(),
                row.getComplaint(),
                health == null ? null : Health.Standing.valueOf(health),
                row.getMessage(),
                new Pods(row.getReplicasWanted(), row.getReplicasReady()),
                unwell(unwell, row.getUnwellTold()));
    }

    private static @Nullable Unwell unwell(@Nullable OffsetDateTime since, boolean isTold) {
        return since == null ? null : new Unwell(since.toInstant(), isTold);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
