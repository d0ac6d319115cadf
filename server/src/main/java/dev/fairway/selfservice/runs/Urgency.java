package dev.fairway.selfservice.runs;

import static fairway.tables.selfservice.Tables.RUN;

import dev.fairway.access.Actor;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Refused;
import dev.fairway.shared.Timestamps;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Runs that were carried out before they were approved. Somebody who could have approved one looks at it afterwards. */
@Component
public class Urgency {

    private final DSLContext db;
    private final Clock clock;
    private final Runs runs;
    private final Demands demands;
    private final RunReports reports;
    private final RunLog log;

    Urgency(DSLContext db, Clock clock, Runs runs, Demands demands, RunReports reports, RunLog log) {
        this.db = db;
        this.clock = clock;
        this.runs = runs;
        this.demands = demands;
        this.reports = reports;
        this.log = log;
    }

    /** What somebody said of it afterwards. */
    record Review(String by, String at, String comment) {}

    /**
     * @throws Refused when this is not theirs to review
     * @throws Conflict when it was not urgent, or was reviewed already
     */
    @Transactional
    public Run review(String id, String comment, Actor actor) {
        Run run = runs.lock(id).orElseThrow(() -> new NotFound("run", "id", id));
        if (run.request().urgent() == null || of(run) != null) {
            throw new Conflict(
                    "nothing_to_review",
                    "\"%s\" was not carried out as urgent, or was reviewed already".formatted(id),
                    Map.of("id", id));
        }
        if (!mayReview(run, actor)) {
            throw new Refused(
                    "%s may not review \"%s\"; those who could have approved it may".formatted(actor.name(), id));
        }
        db.update(RUN)
                .set(RUN.REVIEWED_BY, actor.name())
                .set(RUN.REVIEWED_AT, now())
                .set(RUN.REVIEW, comment)
                .where(RUN.ID.eq(id))
                .execute();
        log.add(id, "Reviewed by %s: %s".formatted(actor.name(), comment), actor.name());
        return reports.keep(run, run.progress().status(), run.report(), actor.name());
    }

    boolean mayReview(Run run, Actor actor) {
        boolean isNamed =
                demands.of(run.id()).stream().anyMatch(demand -> demand.from().name(actor));
        return run.request().urgent() != null && !run.isOf(actor) && (actor.isAdmin() || isNamed);
    }

    @Nullable
    Review of(Run run) {
        return db.select(RUN.REVIEWED_BY, RUN.REVIEWED_AT, RUN.REVIEW)
                .from(RUN)
                .where(RUN.ID.eq(run.id()), RUN.REVIEWED_BY.isNotNull())
                .fetchOne(row ->
                        new Review(row.value1(), Timestamps.format(row.value2().toInstant()), row.value3()));
    }

    /** What the page of the run shows of it. */
    public void addTo(ObjectNode json, Run run, Actor reader) {
        Review review = of(run);
        json.put("mayReview", review == null && mayReview(run, reader));
        if (review != null) {
            json.putObject("review")
                    .put("by", review.by())
                    .put("at", review.at())
                    .put("comment", review.comment());
        }
    }

    /** Of urgent runs that nobody looked at yet, of others. */
    static Condition awaits(Actor reviewer, List<Actor> voices) {
        Condition theirs = reviewer.isAdmin() ? RUN.URGENT_REASON.isNotNull() : Demands.isNamed(voices);
        return RUN.URGENT_REASON
                .isNotNull()
                .and(RUN.REVIEWED_BY.isNull())
                .and(RUN.CREATED_BY.ne(reviewer.name()))
                .and(theirs);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
