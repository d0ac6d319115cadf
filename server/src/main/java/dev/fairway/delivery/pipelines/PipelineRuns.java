package dev.fairway.delivery.pipelines;

import static fairway.tables.delivery.Tables.PIPELINE_LOG;
import static fairway.tables.delivery.Tables.PIPELINE_RUN;

import dev.fairway.delivery.pipelines.PipelineRun.State;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import fairway.tables.delivery.tables.records.PipelineRunRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Runs of pipelines and what they printed, as rows. */
@Repository
class PipelineRuns {

    private final DSLContext db;
    private final Clock clock;

    PipelineRuns(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @return whether it was not there before */
    boolean add(PipelineRun run) {
        return db.insertInto(PIPELINE_RUN)
                        .set(PIPELINE_RUN.ID, run.id())
                        .set(PIPELINE_RUN.REPOSITORY_ID, run.repositoryId())
                        .set(PIPELINE_RUN.BRANCH, run.branch())
                        .set(PIPELINE_RUN.COMMIT, run.commit())
                        .set(PIPELINE_RUN.STATE, run.state().name())
                        .set(PIPELINE_RUN.STAGES, Json.jsonb(PipelineRun.json(run.stages())))
                        .set(PIPELINE_RUN.MESSAGE, run.message())
                        .set(PIPELINE_RUN.CREATED_BY, run.createdBy())
                        .set(PIPELINE_RUN.CREATED_AT, at(run.createdAt()))
                        .set(PIPELINE_RUN.ENDED_AT, maybe(run.endedAt()))
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /** Those of a branch that nobody works on yet. */
    List<PipelineRun> queued(String repositoryId, String branch) {
        return db.selectFrom(PIPELINE_RUN)
                .where(PIPELINE_RUN.REPOSITORY_ID.eq(repositoryId), PIPELINE_RUN.BRANCH.eq(branch))
                .and(PIPELINE_RUN.STATE.eq(State.QUEUED.name()))
                .fetch(PipelineRuns::run);
    }

    /**
     * Whoever calls works on it from now on, and nobody else.
     *
     * @return it as it is then, with the number of the attempt; empty when it has ended
     */
    Optional<PipelineRun> begin(String id) {
        return db.update(PIPELINE_RUN)
                .set(PIPELINE_RUN.STATE, State.RUNNING.name())
                .set(PIPELINE_RUN.ATTEMPT, PIPELINE_RUN.ATTEMPT.plus(1))
                .set(PIPELINE_RUN.STARTED_AT, DSL.coalesce(PIPELINE_RUN.STARTED_AT, at(clock.instant())))
                .where(PIPELINE_RUN.ID.eq(id))
                .and(PIPELINE_RUN.STATE.in(State.QUEUED.name(), State.RUNNING.name()))
                .returning()
                .fetchOptional(PipelineRuns::run);
    }

    /** @return whether it was kept: false when somebody else works on it by now */
    boolean save(PipelineRun run) {
        return db.update(PIPELINE_RUN)
                        .set(PIPELINE_RUN.STATE, run.state().name())
                        .set(PIPELINE_RUN.STAGES, Json.jsonb(PipelineRun.json(run.stages())))
                        .set(PIPELINE_RUN.MESSAGE, run.message())
                        .set(PIPELINE_RUN.ENDED_AT, maybe(run.endedAt()))
                        .where(PIPELINE_RUN.ID.eq(run.id()), PIPELINE_RUN.ATTEMPT.eq(run.attempt()))
                        .execute()
                == 1;
    }

    /** The process that works on it, so that whoever comes after a crash can end it. */
    void process(PipelineRun run, @Nullable String process) {
        db.update(PIPELINE_RUN)
                .set(PIPELINE_RUN.PROCESS, process)
                .where(PIPELINE_RUN.ID.eq(run.id()), PIPELINE_RUN.ATTEMPT.eq(run.attempt()))
                .execute();
    }

    Optional<String> process(String id) {
        return db.select(PIPELINE_RUN.PROCESS)
                .from(PIPELINE_RUN)
                .where(PIPELINE_RUN.ID.eq(id), PIPELINE_RUN.PROCESS.isNotNull())
                .fetchOptional(PIPELINE_RUN.PROCESS);
    }

    void askToStop(String id) {
        db.update(PIPELINE_RUN)
                .set(PIPELINE_RUN.IS_CANCELLED, true)
                .where(PIPELINE_RUN.ID.eq(id))
                .execute();
    }

    /** Whether whoever works on it is to stop: somebody asked for that, or works on it himself. */
    boolean isToStop(PipelineRun run) {
        return !db.fetchExists(
                PIPELINE_RUN,
                PIPELINE_RUN.ID.eq(run.id()),
                PIPELINE_RUN.ATTEMPT.eq(run.attempt()),
                PIPELINE_RUN.IS_CANCELLED.isFalse());
    }

    Optional<PipelineRun> find(String id) {
        return db.selectFrom(PIPELINE_RUN).where(PIPELINE_RUN.ID.eq(id)).fetchOptional(PipelineRuns::run);
    }

    PipelineRun get(String repositoryId, String id) {
        return find(id).filter(run -> run.repositoryId().equals(repositoryId))
                .orElseThrow(() -> new NotFound("pipeline", "id", id));
    }

    /** The newest first. @param branch null for all @param before place of the last one of the page before */
    List<PipelineRun> newest(String repositoryId, @Nullable String branch, @Nullable Long before, int limit) {
        return db.selectFrom(PIPELINE_RUN)
                .where(PIPELINE_RUN.REPOSITORY_ID.eq(repositoryId))
                .and(branch == null ? DSL.noCondition() : PIPELINE_RUN.BRANCH.eq(branch))
                .and(before == null ? DSL.noCondition() : PIPELINE_RUN.PLACE.lt(before))
                .orderBy(PIPELINE_RUN.PLACE.desc())
                .limit(limit)
                .fetch(PipelineRuns::run);
    }

    /** Whole lines that a stage printed. @param place grows from piece to piece */
    record Printed(long place, String stage, String text) {}

    void print(PipelineRun run, String stage, String text) {
        db.insertInto(PIPELINE_LOG)
                .set(PIPELINE_LOG.RUN_ID, run.id())
                .set(PIPELINE_LOG.STAGE, stage)
                .set(PIPELINE_LOG.TEXT, text)
                .execute();
    }

    List<Printed> log(String id, long after, int limit) {
        return db.selectFrom(PIPELINE_LOG)
                .where(PIPELINE_LOG.RUN_ID.eq(id), PIPELINE_LOG.PLACE.gt(after))
                .orderBy(PIPELINE_LOG.PLACE)
                .limit(limit)
                .fetch(row -> new Printed(row.getPlace(), row.getStage(), row.getText()));
    }

    /** With their logs. @return how many were older and are gone now */
    int forget(Instant before, int most) {
        return db.deleteFrom(PIPELINE_RUN)
                .where(PIPELINE_RUN.CREATED_AT.lt(at(before)))
                .orderBy(PIPELINE_RUN.CREATED_AT)
                .limit(most)
                .execute();
    }

    private static PipelineRun run(PipelineRunRecord row) {
        return new PipelineRun(
                row.getId(),
                row.getPlace(),
                row.getRepositoryId(),
                row.getBranch(),
                row.getCommit(),
                State.valueOf(row.getState()),
                PipelineRun.stages(row.getStages().data()),
                row.getMessage(),
                row.getAttempt(),
                row.getCreatedBy(),
                row.getCreatedAt().toInstant(),
                instant(row.getStartedAt()),
                instant(row.getEndedAt()));
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
