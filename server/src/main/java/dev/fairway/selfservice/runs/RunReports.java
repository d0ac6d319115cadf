package dev.fairway.selfservice.runs;

import dev.fairway.access.Actor;
import dev.fairway.access.Safe;
import dev.fairway.selfservice.policy.Demand;
import dev.fairway.selfservice.policy.Verdict;
import dev.fairway.selfservice.runs.Run.Ending;
import dev.fairway.selfservice.runs.Run.Report;
import dev.fairway.selfservice.runs.RunLog.Level;
import dev.fairway.shared.jobs.Chores;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Takes down how runs go on and how they end. The caller has locked the run. */
@Component
public class RunReports {

    public static final String CANCELLED = "CANCELLED";

    private final Runs runs;
    private final RunLog log;
    private final Safe safe;
    private final Chores chores;
    private final ApplicationEventPublisher events;

    RunReports(Runs runs, RunLog log, Safe safe, Chores chores, ApplicationEventPublisher events) {
        this.runs = runs;
        this.log = log;
        this.safe = safe;
        this.chores = chores;
        this.events = events;
    }

    public Run decline(Run run, @Nullable String comment, Actor actor) {
        return decided(run, Status.DECLINED, "Declined by " + actor.name(), comment, actor);
    }

    public Run approve(Run run, @Nullable String comment, Actor actor) {
        runs.approved(run.id());
        chores.add(Runs.CHORE, run.id());
        return decided(run, Status.IN_PROGRESS, "Approved by " + actor.name(), comment, actor);
    }

    /** It cannot wait. @param hold what else it would have waited for; null for approval alone */
    public void goesAhead(Run run, @Nullable String hold) {
        String line = "Carried out as urgent, %s: %s"
                .formatted(
                        hold == null ? "before it is approved" : "although " + hold,
                        run.request().urgent());
        log.add(run.id(), null, Level.WARN, line, run.request().by());
    }

    /** One of several approvals that it needs. */
    public void count(Run run, @Nullable String comment, Actor actor) {
        log.add(run.id(), line("Approved by " + actor.name() + ", others have to as well", comment), actor.name());
    }

    private Run decided(Run run, Status status, String message, @Nullable String comment, Actor actor) {
        String line = line(message, comment);
        log.add(run.id(), line, actor.name());
        Report report = run.report();
        Report now = status == Status.DECLINED ? report.withSummary(report.statusLabel(), line) : report;
        return keep(run, status, now, actor.name());
    }

    /** A rule forbids it, or has come to forbid it. */
    public Run deny(Run run, Verdict verdict) {
        log.add(run.id(), "Denied: " + verdict.reason(), Actor.SYSTEM.name());
        Report now = run.report().withSummary(run.report().statusLabel(), verdict.reason());
        return keep(run, Status.DECLINED, now, Actor.SYSTEM.name());
    }

    /** Rules ask for more than was approved: it waits again. */
    public void askAgain(Run run, List<Demand> more) {
        String titles = more.stream().map(Demand::title).collect(Collectors.joining(", "));
        log.add(run.id(), "Waits for approval again, as the rules ask for more now: " + titles, Actor.SYSTEM.name());
        keep(run, Status.WAITING_FOR_APPROVAL, run.report(), Actor.SYSTEM.name());
    }

    /** Somebody took it back before anything of it was begun. */
    public Run takenBack(Run run, String line, Actor actor) {
        log.add(run.id(), line, actor.name());
        return keep(run, Status.DECLINED, run.report().withSummary(CANCELLED, line), actor.name());
    }

    /** It ends before its last step, and what was done is undone from now on. */
    public Run ends(Run run, Ending ending, String reason, Actor actor) {
        log.add(run.id(), null, ending == Ending.FAILED ? Level.ERROR : Level.WARN, reason, actor.name());
        runs.ends(run.id(), ending, reason);
        return keep(run, Status.IN_PROGRESS, run.report(), actor.name());
    }

    /** @param label null to leave the one that it has */
    public Run end(Run run, Status status, @Nullable String label, @Nullable String summary) {
        Report report = run.report();
        Report now = report.withSummary(
                label == null ? report.statusLabel() : label, summary == null ? report.summary() : summary);
        return keep(run, status, now, Actor.SYSTEM.name());
    }

    /** Says of a run that goes on where it stands. */
    public void label(Run run, @Nullable String label, String summary) {
        keep(run, run.progress().status(), run.report().withSummary(label, summary), Actor.SYSTEM.name());
    }

    public void say(Run run, Step step, Level level, String message) {
        String node = run.request().isWorkflow() ? step.node() : null;
        log.add(run.id(), node, level, message, Actor.SYSTEM.name());
    }

    public static String line(String message, @Nullable String comment) {
        return comment == null || comment.isBlank() ? message : message + ": " + comment;
    }

    public Run keep(Run before, Status status, Report report, String by) {
        Run now = runs.keep(before.id(), status, report, by);
        if (status.hasEnded()) {
            safe.remove(Runs.SECRETS_OF + before.id());
            wakeParent(before);
        }
        events.publishEvent(new RunChanged(before, now, by));
        return now;
    }

    private void wakeParent(Run run) {
        String parent = run.request().parent();
        if (parent != null) {
            chores.add(Steps.CHORE, parent);
        }
    }
}
