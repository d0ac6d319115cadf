package dev.fairway.shared.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.RecurringWork;
import dev.fairway.shared.jobs.OneOffJob.Step;
import dev.fairway.shared.jobs.OneOffJob.Work;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Does background jobs on this node, side by side with every other node. Nobody waits for it to begin. */
@Component
class JobWorker extends RecurringWork {

    private static final Logger LOG = LoggerFactory.getLogger(JobWorker.class);
    private static final String TABLE = "shared.scheduled_task";
    private static final int MOST_AT_ONCE = 24;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    /** Four of these without a sign of life, and another node takes over. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Jobs jobs;
    private final List<RecurringJob> recurring;
    private final List<OneOffJob> oneOff;
    private final List<Chore> chores;
    private final TransactionTemplate transaction;
    private final DataSource database;
    private volatile @Nullable Scheduler scheduler;

    JobWorker(
            Jobs jobs,
            List<RecurringJob> recurring,
            List<OneOffJob> oneOff,
            List<Chore> chores,
            TransactionTemplate transaction,
            DataSource database) {
        super("job-worker", LOOK_EVERY);
        this.jobs = jobs;
        this.recurring = recurring;
        this.oneOff = oneOff;
        this.chores = chores;
        this.transaction = transaction;
        this.database = database;
    }

    @Override
    protected synchronized void work() {
        if (isRunning() && scheduler == null) {
            recurring.forEach(jobs::register);
            Scheduler started = scheduler();
            started.start();
            scheduler = started;
        }
    }

    @Override
    public void stop() {
        super.stop();
        end();
    }

    private synchronized void end() {
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(JobDue due) {
        Scheduler started = scheduler;
        if (started != null) {
            started.triggerCheckForDueExecutions();
        }
    }

    private Scheduler scheduler() {
        List<Task<?>> tasks = new ArrayList<>();
        recurring.forEach(job -> tasks.add(task(job)));
        oneOff.forEach(job -> tasks.add(task(job)));
        chores.forEach(chore -> tasks.add(task(chore)));
        return Scheduler.create(database, tasks)
                .tableName(TABLE)
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .schedulerName(new SchedulerName.Fixed("fairway-" + UUID.randomUUID()))
                .threads(MOST_AT_ONCE)
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("job-", 1).factory()))
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(LOOK_EVERY)
                .heartbeatInterval(SIGN_OF_LIFE)
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(LONGEST_STOP)
                .failureLogging(LogLevel.OFF, false)
                .build();
    }

    private Task<?> task(RecurringJob job) {
        return Tasks.custom(job.name(), Void.class)
                .onFailure((failed, next) ->
                        next.reschedule(failed, failed.getTimeDone().plus(job.pause())))
                .execute((instance, context) -> recorded(job.name(), () -> {
                    OffsetDateTime begin = jobs.now();
                    jobs.succeeded(job.name(), begin, job.run());
                    return (done, next) ->
                            next.reschedule(done, done.getTimeDone().plus(job.pause()));
                }));
    }

    private Task<?> task(OneOffJob job) {
        return Tasks.custom(job.kind(), Void.class)
                .onFailure(JobWorker::tryLater)
                .execute((instance, context) -> recorded(instance.getId(), () -> goOn(job, instance.getId(), context)));
    }

    private static Task<?> task(Chore chore) {
        return Tasks.custom(chore.kind(), Void.class)
                .onFailure(JobWorker::tryLater)
                .execute((instance, context) -> {
                    try {
                        chore.run(Chores.idOf(instance.getId()));
                    } catch (RuntimeException failure) {
                        LOG.warn("{} {} failed and is tried again", chore.kind(), instance.getId(), failure);
                        throw failure;
                    }
                    return new CompletionHandler.OnCompleteRemove<>();
                });
    }

    private CompletionHandler<Void> goOn(OneOffJob job, String id, ExecutionContext context) {
        OffsetDateTime begin = jobs.now();
        try {
            Work work = job.takeUp(id);
            while (!context.getSchedulerState().isShuttingDown()) {
                if (step(work, id, begin).report() != null) {
                    return new CompletionHandler.OnCompleteRemove<>();
                }
            }
            return (stopped, next) -> next.reschedule(stopped, stopped.getTimeDone());
        } catch (PlatformException reason) {
            transaction.executeWithoutResult(status -> {
                job.giveUp(id, reason.reason());
                jobs.failed(id, begin, reason.reason());
            });
            return new CompletionHandler.OnCompleteRemove<>();
        }
    }

    private Step step(Work work, String id, OffsetDateTime begin) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Step step = work.next();
            jobs.progressed(id, step);
            if (step.report() != null) {
                jobs.succeeded(id, begin, step.report());
            }
            return step;
        }));
    }

    private <T> T recorded(String name, Supplier<T> run) {
        OffsetDateTime begin = jobs.now();
        try {
            return run.get();
        } catch (RuntimeException failure) {
            LOG.warn("Job {} failed and is tried again", name, failure);
            record(name, begin, failure);
            throw failure;
        }
    }

    private void record(String name, OffsetDateTime begin, RuntimeException failure) {
        try {
            jobs.failed(name, begin, Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        } catch (DataAccessException away) {
            LOG.debug("The failure of job {} cannot be kept", name, away);
        }
    }

    /** After one second, then twice as long each time. */
    private static void tryLater(ExecutionComplete failed, ExecutionOperations<Void> next) {
        int failures = Math.min(failed.getExecution().consecutiveFailures, 10);
        Duration wait = Duration.ofSeconds(1L << failures);
        next.reschedule(failed, failed.getTimeDone().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT));
    }
}
