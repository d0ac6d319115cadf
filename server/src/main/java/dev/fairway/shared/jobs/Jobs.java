package dev.fairway.shared.jobs;

import static fairway.tables.shared.Tables.JOB;
import static fairway.tables.shared.Tables.SCHEDULED_TASK;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;

import dev.fairway.shared.Conflict;
import dev.fairway.shared.Cursor;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import fairway.tables.shared.tables.records.JobRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The background jobs: recurring ones, and those that were asked for, until 30 days after their end. */
@Repository
public class Jobs {

    /** What db-scheduler calls the only instance of a recurring task. */
    static final String RECURRING = Job.RECURRING;

    private static final Field<String> INSTANCE =
            case_().when(JOB.RECURRING, inline(RECURRING)).else_(JOB.NAME);
    private static final Condition SCHEDULED =
            SCHEDULED_TASK.TASK_NAME.eq(JOB.KIND).and(SCHEDULED_TASK.TASK_INSTANCE.eq(INSTANCE));

    private final DSLContext db;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Jobs(DSLContext db, Clock clock, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Has this done in the background as soon as the caller's transaction is committed, on this node or another.
     *
     * @param id of what is worked on, unique among all jobs
     * @param askedBy the name of an actor
     */
    @Transactional
    public void add(OneOffJob job, String id, String askedBy) {
        db.insertInto(JOB)
                .set(JOB.NAME, id)
                .set(JOB.KIND, job.kind())
                .set(JOB.RECURRING, false)
                .set(JOB.PURPOSE, job.purpose())
                .set(JOB.ASKED_BY, askedBy)
                .set(JOB.ASKED_AT, now())
                .onConflictDoNothing()
                .execute();
        schedule(job.kind(), id, now());
        events.publishEvent(new JobDue(id));
    }

    /** @param next where the next page begins; null when there is none */
    public record Page(List<Job> jobs, @Nullable String next) {}

    /** Recurring ones first, then the newest. */
    public Page page(@Nullable String cursor, int limit) {
        Result<Record> rows = select(cursor == null ? noCondition() : behind(Cursor.decode(cursor, 2)))
                .orderBy(JOB.RECURRING.desc(), JOB.ID.desc())
                .limit(limit + 1)
                .fetch();
        String next = null;
        if (rows.size() > limit) {
            Record last = rows.get(limit - 1);
            next = new Cursor(List.of(String.valueOf(last.get(JOB.RECURRING)), String.valueOf(last.get(JOB.ID))))
                    .encode();
        }
        return new Page(rows.stream().limit(limit).map(Jobs::read).toList(), next);
    }

    public Job get(String name) {
        return select(JOB.NAME.eq(name)).fetchOptional(Jobs::read).orElseThrow(() -> new NotFound("job", "name", name));
    }

    /** Does it now instead of later; nothing happens when it is running. @param askedBy the name of an actor */
    @Transactional
    public Job runNow(String name, String askedBy) {
        Job before = get(name);
        if (before.state() == Job.State.ENDED) {
            throw new Conflict(
                    "job_ended",
                    "Job \"%s\" has ended and is not done again; ask for a new one".formatted(name),
                    Map.of("name", name));
        }
        db.update(SCHEDULED_TASK)
                .set(SCHEDULED_TASK.EXECUTION_TIME, now())
                .from(JOB)
                .where(JOB.NAME.eq(name), SCHEDULED, SCHEDULED_TASK.PICKED.isFalse())
                .execute();
        Job after = get(name);
        events.publishEvent(new JobHurried(before, after, askedBy));
        events.publishEvent(new JobDue(name));
        return after;
    }

    /** The recurring jobs that this node knows. One whose pause became shorter does not wait for the old one. */
    @Transactional
    void register(RecurringJob job) {
        db.insertInto(JOB)
                .set(JOB.NAME, job.name())
                .set(JOB.KIND, job.name())
                .set(JOB.RECURRING, true)
                .set(JOB.PURPOSE, job.purpose())
                .set(JOB.ASKED_AT, now())
                .onConflict(JOB.NAME)
                .doUpdate()
                .set(JOB.PURPOSE, excluded(JOB.PURPOSE))
                .execute();
        schedule(job.name(), RECURRING, now());
        db.update(SCHEDULED_TASK)
                .set(SCHEDULED_TASK.EXECUTION_TIME, now().plus(job.pause()))
                .where(SCHEDULED_TASK.TASK_NAME.eq(job.name()))
                .and(SCHEDULED_TASK.EXECUTION_TIME.gt(now().plus(job.pause())))
                .execute();
    }

    void progressed(String name, OneOffJob.Step step) {
        db.update(JOB)
                .set(JOB.DONE, step.done())
                .set(JOB.TOTAL, step.total())
                .where(JOB.NAME.eq(name))
                .execute();
    }

    void succeeded(String name, OffsetDateTime begin, String report) {
        db.update(JOB)
                .set(JOB.STARTED_AT, begin)
                .set(JOB.ENDED_AT, now())
                .set(JOB.FAILED, false)
                .set(JOB.REPORT, report)
                .set(JOB.FAILURES, 0)
                .where(JOB.NAME.eq(name))
                .execute();
    }

    void failed(String name, OffsetDateTime begin, String error) {
        db.update(JOB)
                .set(JOB.STARTED_AT, begin)
                .set(JOB.ENDED_AT, now())
                .set(JOB.FAILED, true)
                .setNull(JOB.REPORT)
                .set(JOB.ERROR, error)
                .set(JOB.FAILED_AT, now())
                .set(JOB.FAILURES, JOB.FAILURES.plus(1))
                .where(JOB.NAME.eq(name))
                .execute();
    }

    /** @return how many */
    int forgetEnded(Duration kept) {
        return db.deleteFrom(JOB)
                .where(JOB.RECURRING.isFalse(), JOB.ENDED_AT.lt(now().minus(kept)))
                .and(notExists(selectOne().from(SCHEDULED_TASK).where(SCHEDULED)))
                .execute();
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    void schedule(String task, String instance, OffsetDateTime at) {
        db.insertInto(SCHEDULED_TASK)
                .set(SCHEDULED_TASK.TASK_NAME, task)
                .set(SCHEDULED_TASK.TASK_INSTANCE, instance)
                .set(SCHEDULED_TASK.EXECUTION_TIME, at)
                .set(SCHEDULED_TASK.PICKED, false)
                .set(SCHEDULED_TASK.VERSION, 1L)
                .onConflictDoNothing()
                .execute();
    }

    private SelectConditionStep<Record> select(Condition condition) {
        return db.select().from(JOB).leftJoin(SCHEDULED_TASK).on(SCHEDULED).where(condition);
    }

    private static Condition behind(Cursor cursor) {
        try {
            String id = Objects.requireNonNull(cursor.values().get(1));
            return row(JOB.RECURRING, JOB.ID).lt(Boolean.valueOf(cursor.values().getFirst()), Long.valueOf(id));
        } catch (NumberFormatException | NullPointerException other) {
            throw new InvalidInput("cursor", "is not one of this list; start without it");
        }
    }

    private static Job read(Record row) {
        JobRecord job = row.into(JOB);
        boolean scheduled = row.get(SCHEDULED_TASK.TASK_NAME) != null;
        boolean running = scheduled && row.get(SCHEDULED_TASK.PICKED);
        return new Job(
                job.getName(),
                job.getRecurring() ? RECURRING : job.getKind(),
                job.getPurpose(),
                state(job, scheduled, running),
                job.getAskedBy() == null
                        ? null
                        : new Job.Asked(job.getAskedBy(), job.getAskedAt().toInstant()),
                job.getDone() == null ? null : new Job.Progress(job.getDone(), job.getTotal()),
                new Job.Runs(
                        lastRun(job),
                        scheduled && !running
                                ? row.get(SCHEDULED_TASK.EXECUTION_TIME).toInstant()
                                : null,
                        lastError(job),
                        job.getFailures()));
    }

    private static Job.State state(JobRecord job, boolean scheduled, boolean running) {
        if (running) {
            return Job.State.RUNNING;
        }
        if (!scheduled) {
            return Job.State.ENDED;
        }
        return job.getFailures() > 0 ? Job.State.FAILING : Job.State.WAITING;
    }

    private static Job.@Nullable LastRun lastRun(JobRecord job) {
        OffsetDateTime started = job.getStartedAt();
        OffsetDateTime ended = job.getEndedAt();
        return started == null || ended == null
                ? null
                : new Job.LastRun(
                        started.toInstant(),
                        ended.toInstant(),
                        job.getFailed() ? Job.Result.FAILURE : Job.Result.SUCCESS,
                        job.getReport());
    }

    private static Job.@Nullable LastError lastError(JobRecord job) {
        OffsetDateTime at = job.getFailedAt();
        return at == null ? null : new Job.LastError(at.toInstant(), String.valueOf(job.getError()));
    }
}
