package dev.fairway.selfservice.runs;

import static fairway.tables.selfservice.Tables.RUN_LOG;

import dev.fairway.access.Actor;
import dev.fairway.selfservice.executors.WorkLog;
import dev.fairway.shared.Timestamps;
import fairway.tables.selfservice.tables.records.RunLogRecord;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What was said of runs while they went on. */
@Repository
public class RunLog implements WorkLog {

    private final DSLContext db;
    private final Clock clock;

    RunLog(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** How bad it is. */
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /** @param node that it is about; null for the run as a whole */
    public record Line(
            String id,
            String runId,
            String message,
            String createdBy,
            String createdAt,
            @Nullable String node,
            String level) {

        static Line of(RunLogRecord row) {
            return new Line(
                    "log_" + row.getId(),
                    row.getRunId(),
                    row.getMessage(),
                    row.getCreatedBy(),
                    Timestamps.format(row.getAt().toInstant()),
                    row.getNode(),
                    row.getLevel());
        }
    }

    @Override
    public void say(String run, String message) {
        add(run, message, Actor.SYSTEM.name());
    }

    public Line add(String run, String message, String by) {
        return add(run, null, Level.INFO, message, by);
    }

    public Line add(String run, @Nullable String node, Level level, String message, String by) {
        return Line.of(db.insertInto(RUN_LOG)
                .set(RUN_LOG.RUN_ID, run)
                .set(RUN_LOG.NODE, node)
                .set(RUN_LOG.LEVEL, level.name())
                .set(RUN_LOG.MESSAGE, message)
                .set(RUN_LOG.AT, clock.instant().atOffset(ZoneOffset.UTC))
                .set(RUN_LOG.CREATED_BY, by)
                .returning()
                .fetchSingle());
    }

    /** Oldest first. */
    public List<Line> lines(String run, int offset, int limit) {
        return db.selectFrom(RUN_LOG)
                .where(RUN_LOG.RUN_ID.eq(run))
                .orderBy(RUN_LOG.ID)
                .offset(offset)
                .limit(limit)
                .fetch(Line::of);
    }
}
