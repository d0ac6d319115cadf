package dev.fairway.selfservice.runs;

import static fairway.tables.selfservice.Tables.RUN;
import static fairway.tables.selfservice.Tables.STEP;
import static org.jooq.impl.DSL.noCondition;

import dev.fairway.selfservice.runs.Step.Claim;
import dev.fairway.selfservice.runs.Step.Direction;
import dev.fairway.selfservice.runs.Step.Progress;
import dev.fairway.selfservice.runs.Step.Result;
import dev.fairway.selfservice.runs.Step.State;
import dev.fairway.selfservice.runs.Step.Work;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import fairway.tables.selfservice.tables.records.StepRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSON;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** What runs are carried out by. Whoever changes a step has locked its run. */
@Repository
public class Steps {

    /** The kind of the chore that carries a step out. */
    public static final String CHORE = "step";

    private final DSLContext db;
    private final Clock clock;

    Steps(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public static String newId() {
        return "wfnr_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** Begins one that is due now. */
    public Step add(String id, String run, String node, Direction direction) {
        OffsetDateTime now = now();
        return step(db.insertInto(STEP)
                .set(STEP.ID, id)
                .set(STEP.RUN_ID, run)
                .set(STEP.NODE, node)
                .set(STEP.DIRECTION, direction.name())
                .set(STEP.STATE, State.DUE.name())
                .set(STEP.DUE_AT, now)
                .set(STEP.BEGUN_AT, now)
                .set(STEP.UPDATED_AT, now)
                .returning()
                .fetchSingle());
    }

    public Optional<Step> find(String id) {
        return db.selectFrom(STEP).where(STEP.ID.eq(id)).fetchOptional(Steps::step);
    }

    public Step get(String id) {
        return find(id).orElseThrow(() -> new NotFound("step", "id", id));
    }

    /** In the order in which they began. */
    public List<Step> of(String run) {
        return db.selectFrom(STEP)
                .where(STEP.RUN_ID.eq(run))
                .orderBy(STEP.PLACE)
                .fetch(Steps::step);
    }

    /** Those that a program outside knows under an identifier of its own, newest first. */
    public List<Step> byExternalRunId(String externalRunId, int limit) {
        return db.selectFrom(STEP)
                .where(STEP.EXTERNAL_RUN_ID.eq(externalRunId))
                .orderBy(STEP.PLACE.desc())
                .limit(limit)
                .fetch(Steps::step);
    }

    public Step keep(Step step) {
        Progress progress = step.progress();
        Work work = step.work();
        Result result = progress.result();
        db.update(STEP)
                .set(STEP.STATE, progress.state().name())
                .set(STEP.RESULT, result == null ? null : result.name())
                .set(STEP.HAPPENED, progress.happened())
                .set(STEP.ATTEMPT, progress.attempt())
                .set(STEP.DUE_AT, at(progress.dueAt()))
                .set(STEP.DEADLINE, at(progress.deadline()))
                .set(STEP.ENDED_AT, at(progress.endedAt()))
                .set(STEP.OUTLET, work.outlet())
                .set(STEP.PAYLOAD, ordered(work.payload()))
                .set(STEP.OUTPUT, ordered(work.output()))
                .set(STEP.MESSAGE, work.message())
                .set(STEP.EXTERNAL_RUN_ID, work.externalRunId())
                .set(STEP.LINKS, ordered(work.links()))
                .set(STEP.UPDATED_AT, now())
                .where(STEP.ID.eq(step.id()))
                .execute();
        return step;
    }

    /** Ends one that had an effect, or may have had one, unless nothing of it was begun. */
    public Step end(Step step, Result result) {
        boolean happened = result != Result.CANCELLED || step.progress().happened();
        return keep(step.with(step.progress().ended(result, happened, clock.instant())));
    }

    public void offer(String id, String installation) {
        db.update(STEP)
                .set(STEP.INSTALLATION, installation)
                .where(STEP.ID.eq(id))
                .execute();
    }

    /** Of which runs an installation fetches the steps. */
    public enum Part {
        ACTIONS,
        WORKFLOWS
    }

    /**
     * The oldest steps that an installation can fetch, hidden from others until then.
     *
     * @param except identifiers of actions, or of nodes
     */
    public List<Step> claim(Part part, String installation, Collection<String> except, int limit, Instant until) {
        OffsetDateTime now = now();
        List<String> ids = db.select(STEP.ID)
                .from(STEP)
                .join(RUN)
                .on(RUN.ID.eq(STEP.RUN_ID))
                .where(STEP.INSTALLATION.eq(installation), STEP.ACKED_AT.isNull())
                .and(STEP.STATE.eq(State.OPEN.name()))
                .and(part == Part.ACTIONS ? STEP.ID.eq(STEP.RUN_ID) : STEP.ID.ne(STEP.RUN_ID))
                .and(STEP.CLAIMED_UNTIL.isNull().or(STEP.CLAIMED_UNTIL.lt(now)))
                .and(except.isEmpty() ? noCondition() : (part == Part.ACTIONS ? RUN.ACTION : STEP.NODE).notIn(except))
                .orderBy(STEP.PLACE)
                .limit(limit)
                .forUpdate()
                .of(STEP)
                .skipLocked()
                .fetch(STEP.ID);
        db.update(STEP)
                .set(STEP.CLAIMED_UNTIL, until.atOffset(ZoneOffset.UTC))
                .where(STEP.ID.in(ids))
                .execute();
        return db.selectFrom(STEP).where(STEP.ID.in(ids)).orderBy(STEP.PLACE).fetch(Steps::step);
    }

    /** Takes steps for good. @return how many of them nobody else had taken */
    public int acknowledge(Collection<String> ids, String by) {
        return db.update(STEP)
                .set(STEP.ACKED_AT, now())
                .set(STEP.ACKED_BY, by)
                .where(STEP.ID.in(ids), STEP.INSTALLATION.isNotNull())
                .and(STEP.ACKED_AT.isNull())
                .and(STEP.STATE.eq(State.OPEN.name()))
                .execute();
    }

    private static @Nullable JSON ordered(@Nullable JsonNode node) {
        return node == null ? null : Json.ordered(node);
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static @Nullable JsonNode tree(@Nullable JSON json) {
        return json == null ? null : Json.read(json.data());
    }

    static Step step(StepRecord row) {
        String result = row.getResult();
        String installation = row.getInstallation();
        return new Step(
                row.getId(),
                row.getRunId(),
                row.getNode(),
                Direction.valueOf(row.getDirection()),
                new Progress(
                        State.valueOf(row.getState()),
                        result == null ? null : Result.valueOf(result),
                        row.getHappened(),
                        row.getAttempt(),
                        row.getDueAt().toInstant(),
                        instant(row.getDeadline()),
                        row.getBegunAt().toInstant(),
                        instant(row.getEndedAt())),
                new Work(
                        row.getOutlet(),
                        tree(row.getPayload()),
                        tree(row.getOutput()),
                        row.getMessage(),
                        row.getExternalRunId(),
                        tree(row.getLinks())),
                installation == null
                        ? null
                        : new Claim(installation, instant(row.getClaimedUntil()), instant(row.getAckedAt())));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
