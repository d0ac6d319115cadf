package dev.fairway.selfservice.runs;

import static fairway.tables.selfservice.Tables.ACTION;
import static fairway.tables.selfservice.Tables.RUN;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.selectOne;

import dev.fairway.access.Actor;
import dev.fairway.selfservice.policy.Facts;
import dev.fairway.selfservice.runs.Run.Claim;
import dev.fairway.selfservice.runs.Run.Effect;
import dev.fairway.selfservice.runs.Run.Progress;
import dev.fairway.selfservice.runs.Run.Report;
import dev.fairway.selfservice.runs.Run.Request;
import dev.fairway.selfservice.runs.Run.Source;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import fairway.tables.selfservice.tables.records.RunRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSON;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** The requests of all times, newest first. */
@Repository
class Runs {

    private final DSLContext db;
    private final Clock clock;

    Runs(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void add(String id, Request request, Judgement judgement, Status status) {
        OffsetDateTime at = request.at().atOffset(ZoneOffset.UTC);
        db.insertInto(RUN)
                .set(RUN.ID, id)
                .set(RUN.ACTION, request.action())
                .set(RUN.ACTION_THEN, Json.ordered(request.about()))
                .set(RUN.INVOCATION, Json.ordered(request.invocation()))
                .set(RUN.BLUEPRINT, request.blueprint())
                .set(RUN.ENTITY, request.entity())
                .set(RUN.STATUS, status.name())
                .set(RUN.TEAM, request.team())
                .set(RUN.FACTS, Json.ordered(judgement.facts().tree()))
                .set(RUN.VERDICT, Json.ordered(judgement.verdict().json()))
                .set(RUN.SOURCE, request.source().name())
                .set(RUN.INPUTS, Json.ordered(judgement.facts().inputs()))
                .set(RUN.EFFECT, Effect.NONE.name())
                .set(RUN.CREATED_AT, at)
                .set(RUN.CREATED_BY, request.by())
                .set(RUN.IMPERSONATED_BY, request.impersonatedBy())
                .set(RUN.UPDATED_AT, at)
                .set(RUN.UPDATED_BY, request.by())
                .execute();
    }

    /** @throws NotFound also when the reader may not see it */
    Run get(String id, Actor reader) {
        return db.selectFrom(RUN)
                .where(RUN.ID.eq(id), visibleTo(reader))
                .fetchOptional(Runs::run)
                .orElseThrow(() -> new NotFound("run", "id", id));
    }

    /** Everybody's, but of actions that say otherwise only one's own. */
    private static Condition visibleTo(Actor reader) {
        if (reader.isAdmin()) {
            return noCondition();
        }
        Condition isSecretive = exists(selectOne()
                .from(ACTION)
                .where(ACTION.IDENTIFIER.eq(RUN.ACTION))
                .and(condition("{0} ->> 'allowAnyoneToViewRuns' = 'false'", ACTION.DEFINITION)));
        return RUN.CREATED_BY.eq(reader.name()).or(not(isSecretive)).or(Demands.isNamed(reader));
    }

    Run get(String id) {
        return db.selectFrom(RUN)
                .where(RUN.ID.eq(id))
                .fetchOptional(Runs::run)
                .orElseThrow(() -> new NotFound("run", "id", id));
    }

    /** The run as it is, kept from others until the transaction ends. */
    Optional<Run> lock(String id) {
        return db.selectFrom(RUN).where(RUN.ID.eq(id)).forUpdate().fetchOptional(Runs::run);
    }

    /** @param before only runs that were asked for before this place; null from the newest */
    List<Run> newest(RunFilter filter, Actor reader, @Nullable Long before, int limit) {
        return db.selectFrom(RUN)
                .where(
                        filter.matching(reader),
                        visibleTo(reader),
                        before == null ? noCondition() : RUN.PLACE.lt(before))
                .orderBy(RUN.PLACE.desc())
                .limit(limit)
                .fetch(Runs::run);
    }

    /** What the rules saw of it when it was judged last. */
    Facts facts(String id) {
        return new Facts(Json.readObject(
                db.selectFrom(RUN).where(RUN.ID.eq(id)).fetchSingle().getFacts()));
    }

    void judged(String id, Judgement judgement) {
        db.update(RUN)
                .set(RUN.FACTS, Json.ordered(judgement.facts().tree()))
                .set(RUN.VERDICT, Json.ordered(judgement.verdict().json()))
                .where(RUN.ID.eq(id))
                .execute();
    }

    void approved(String id) {
        db.update(RUN).set(RUN.APPROVED_AT, now()).where(RUN.ID.eq(id)).execute();
    }

    void begun(String id) {
        db.update(RUN).set(RUN.BEGUN_AT, now()).where(RUN.ID.eq(id)).execute();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    void offer(String id, String installation) {
        db.update(RUN).set(RUN.INSTALLATION, installation).where(RUN.ID.eq(id)).execute();
    }

    /**
     * The oldest runs that an installation can fetch, hidden from others until then.
     *
     * @param except identifiers of actions
     */
    List<Run> claim(String installation, Collection<String> except, int limit, Instant until) {
        OffsetDateTime now = now();
        List<String> ids = db.select(RUN.ID)
                .from(RUN)
                .where(RUN.INSTALLATION.eq(installation), RUN.ACKED_AT.isNull())
                .and(RUN.STATUS.eq(Status.IN_PROGRESS.name()))
                .and(RUN.CLAIMED_UNTIL.isNull().or(RUN.CLAIMED_UNTIL.lt(now)))
                .and(RUN.ACTION.notIn(except))
                .orderBy(RUN.PLACE)
                .limit(limit)
                .forUpdate()
                .skipLocked()
                .fetch(RUN.ID);
        db.update(RUN)
                .set(RUN.CLAIMED_UNTIL, until.atOffset(ZoneOffset.UTC))
                .where(RUN.ID.in(ids))
                .execute();
        return db.selectFrom(RUN).where(RUN.ID.in(ids)).orderBy(RUN.PLACE).fetch(Runs::run);
    }

    /** Takes runs for good. @return how many of them nobody else had taken */
    int acknowledge(Collection<String> ids, String by) {
        return db.update(RUN)
                .set(RUN.ACKED_AT, now())
                .set(RUN.ACKED_BY, by)
                .where(RUN.ID.in(ids), RUN.INSTALLATION.isNotNull())
                .and(RUN.ACKED_AT.isNull())
                .and(RUN.STATUS.eq(Status.IN_PROGRESS.name()))
                .execute();
    }

    /** How many of an action go on or wait. @param team for which; null for any */
    int active(String action, @Nullable String team) {
        return db.fetchCount(
                RUN,
                RUN.ACTION.eq(action),
                team == null ? noCondition() : RUN.TEAM.eq(team),
                RUN.STATUS.in(Status.WAITING_FOR_APPROVAL.name(), Status.IN_PROGRESS.name()));
    }

    /** How many of an action somebody asked for since. */
    int since(String action, String by, Instant since) {
        return db.fetchCount(
                RUN, RUN.ACTION.eq(action), RUN.CREATED_BY.eq(by), RUN.CREATED_AT.ge(since.atOffset(ZoneOffset.UTC)));
    }

    /** Keeps what became of a run that the caller has locked. */
    Run keep(String id, Status status, Effect effect, Report report, String by) {
        OffsetDateTime now = now();
        db.update(RUN)
                .set(RUN.STATUS, status.name())
                .set(RUN.EFFECT, effect.name())
                .set(RUN.STATUS_LABEL, report.statusLabel())
                .set(RUN.SUMMARY, report.summary())
                .set(RUN.LINKS, report.links().toArray(String[]::new))
                .set(RUN.EXTERNAL_RUN_ID, report.externalRunId())
                .set(RUN.PAYLOAD, ordered(report.payload()))
                .set(RUN.RESPONSE, ordered(report.response()))
                .set(RUN.UPDATED_AT, now)
                .set(RUN.UPDATED_BY, by)
                .set(RUN.ENDED_AT, status.hasEnded() ? now : null)
                .where(RUN.ID.eq(id))
                .execute();
        return get(id);
    }

    private static @Nullable JSON ordered(@Nullable JsonNode node) {
        return node == null ? null : Json.ordered(node);
    }

    private static Run run(RunRecord row) {
        Request request = new Request(
                Json.readObject(row.getActionThen()),
                Json.readObject(row.getInvocation()),
                row.getBlueprint(),
                row.getEntity(),
                row.getTeam(),
                Source.valueOf(row.getSource()),
                row.getCreatedBy(),
                row.getImpersonatedBy(),
                row.getCreatedAt().toInstant());
        OffsetDateTime ended = row.getEndedAt();
        Progress progress = new Progress(
                Status.valueOf(row.getStatus()),
                Effect.valueOf(row.getEffect()),
                row.getUpdatedAt().toInstant(),
                row.getUpdatedBy(),
                ended == null ? null : ended.toInstant());
        Report report = new Report(
                row.getStatusLabel(),
                row.getSummary(),
                List.of(row.getLinks()),
                row.getExternalRunId(),
                tree(row.getPayload()),
                tree(row.getResponse()));
        return new Run(
                row.getId(),
                row.getPlace(),
                request,
                Json.readObject(row.getInputs()),
                Json.readObject(row.getVerdict()),
                progress,
                report,
                new Claim(row.getInstallation(), instant(row.getClaimedUntil()), instant(row.getAckedAt())));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static @Nullable JsonNode tree(@Nullable JSON value) {
        return value == null ? null : Json.read(value.data());
    }
}
