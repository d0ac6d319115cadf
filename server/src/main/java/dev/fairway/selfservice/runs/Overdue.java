package dev.fairway.selfservice.runs;

import static fairway.tables.selfservice.Tables.RUN;

import dev.fairway.selfservice.SelfServiceSettings;
import dev.fairway.shared.Notifiable.Addressees;
import dev.fairway.shared.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reminds those who are asked for approval, tells administrators when nobody decides, and ends what nobody decided on. */
@Component
class Overdue implements RecurringJob {

    static final String EXPIRED = "EXPIRED";

    private static final int MOST_AT_ONCE = 200;

    private final DSLContext db;
    private final Clock clock;
    private final Runs runs;
    private final RunReports reports;
    private final RunNotices notices;
    private final SelfServiceSettings settings;
    private final TransactionTemplate transaction;

    Overdue(
            DSLContext db,
            Clock clock,
            Runs runs,
            RunReports reports,
            RunNotices notices,
            SelfServiceSettings settings,
            TransactionTemplate transaction) {
        this.db = db;
        this.clock = clock;
        this.runs = runs;
        this.reports = reports;
        this.notices = notices;
        this.settings = settings;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "overdue-approvals";
    }

    @Override
    public String purpose() {
        return "Reminds those who are asked for approval, and ends requests that nobody decided on.";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    @Override
    public String run() {
        int expired = each(RUN.CREATED_AT.lt(before(settings.expireAfter())), this::expire);
        int escalated = each(
                RUN.CREATED_AT.lt(before(settings.escalateAfter())).and(RUN.ESCALATED_AT.isNull()), this::escalate);
        OffsetDateTime earliest = before(settings.remindAfter());
        int reminded = each(
                RUN.CREATED_AT.lt(earliest).and(RUN.REMINDED_AT.isNull().or(RUN.REMINDED_AT.lt(earliest))),
                this::remind);
        return "%,d reminded, %,d escalated, %,d ended".formatted(reminded, escalated, expired);
    }

    private interface Step {
        void take(Run run);
    }

    private int each(Condition due, Step step) {
        List<String> ids = db.select(RUN.ID)
                .from(RUN)
                .where(RUN.STATUS.eq(Status.WAITING_FOR_APPROVAL.name()), due)
                .orderBy(RUN.CREATED_AT)
                .limit(MOST_AT_ONCE)
                .fetch(RUN.ID);
        ids.forEach(id -> transaction.executeWithoutResult(status -> runs.lock(id)
                .filter(run -> run.progress().status() == Status.WAITING_FOR_APPROVAL)
                .ifPresent(step::take)));
        return ids.size();
    }

    private void expire(Run run) {
        String summary = "Nobody decided within %s".formatted(waited(run));
        reports.end(run, Status.DECLINED, EXPIRED, summary);
    }

    private void escalate(Run run) {
        db.update(RUN).set(RUN.ESCALATED_AT, now()).where(RUN.ID.eq(run.id())).execute();
        Addressees administrators = new Addressees(
                Set.of(), Set.of("Admin"), Set.of(), Set.of(run.request().by()));
        notices.publish(run, "approval-escalated", "", administrators, Map.of("waited", waited(run)));
    }

    private void remind(Run run) {
        db.update(RUN).set(RUN.REMINDED_AT, now()).where(RUN.ID.eq(run.id())).execute();
        notices.tellApprovers(run, "approval-reminder", String.valueOf(clock.instant()), Map.of("waited", waited(run)));
    }

    private String waited(Run run) {
        Duration waited = Duration.between(run.request().at(), clock.instant());
        return waited.toHours() < 48 ? waited.toHours() + " h" : waited.toDays() + " d";
    }

    private OffsetDateTime before(Duration span) {
        return clock.instant().minus(span).atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
