package dev.fairway.selfservice.runs;

import static fairway.tables.selfservice.Tables.RUN;

import dev.fairway.selfservice.SelfServiceSettings;
import dev.fairway.shared.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Forgets runs that ended long ago; the audit log keeps that they were. */
@Component
class OldRuns implements RecurringJob {

    private static final int MOST_AT_ONCE = 5_000;

    private final DSLContext db;
    private final Clock clock;
    private final SelfServiceSettings settings;

    OldRuns(DSLContext db, Clock clock, SelfServiceSettings settings) {
        this.db = db;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "forget-old-runs";
    }

    @Override
    public String purpose() {
        return "Forgets runs, with their logs, that ended more than %d days ago."
                .formatted(settings.keepRuns().toDays());
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public String run() {
        OffsetDateTime last = clock.instant().minus(settings.keepRuns()).atOffset(ZoneOffset.UTC);
        int forgotten = db.deleteFrom(RUN)
                .where(RUN.ID.in(db.select(RUN.ID)
                        .from(RUN)
                        .where(RUN.ENDED_AT.lt(last))
                        .orderBy(RUN.ENDED_AT)
                        .limit(MOST_AT_ONCE)))
                .execute();
        return "%,d forgotten".formatted(forgotten);
    }
}
