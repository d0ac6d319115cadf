package dev.fairway.selfservice.runs;

import dev.fairway.access.Actor;
import dev.fairway.access.Safe;
import dev.fairway.selfservice.policy.Demand;
import dev.fairway.selfservice.policy.Verdict;
import dev.fairway.selfservice.runs.Executor.Outcome;
import dev.fairway.selfservice.runs.Run.Effect;
import dev.fairway.selfservice.runs.Run.Report;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Refused;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes down what is said of a run while it goes on, and how it ends. */
@Component
class RunReports {

    static final String CANCELLED = "CANCELLED";

    private final Runs runs;
    private final RunLog log;
    private final Safe safe;
    private final ApplicationEventPublisher events;

    RunReports(Runs runs, RunLog log, Safe safe, ApplicationEventPublisher events) {
        this.runs = runs;
        this.log = log;
        this.safe = safe;
        this.events = events;
    }

    /** What somebody outside says of a run; null says nothing. */
    record Said(
            @Nullable Status status,
            @Nullable String statusLabel,
            @Nullable String summary,
            @Nullable String message,
            @Nullable List<String> links,
            @Nullable String externalRunId) {

        /** Whoever reports may repeat a secret that they were given. */
        Said masked(Mask mask) {
            return new Said(
                    status,
                    statusLabel == null ? null : mask.over(statusLabel),
                    summary == null ? null : mask.over(summary),
                    message == null ? null : mask.over(message),
                    links == null ? null : links.stream().map(mask::over).toList(),
                    externalRunId);
        }

        Report over(Report report) {
            return new Report(
                    statusLabel == null ? report.statusLabel() : statusLabel,
                    summary == null ? report.summary() : summary,
                    links == null ? report.links() : links,
                    externalRunId == null ? report.externalRunId() : externalRunId,
                    report.payload(),
                    report.response());
        }
    }

    /** Adds a line to the log of a run, and may end it. @throws Conflict when it would change how a run has ended */
    @Transactional
    RunLog.Line add(String id, String message, @Nullable Status status, @Nullable String label, Actor actor) {
        String masked = mask(id).over(message);
        take(id, new Said(status, label, null, null, null, null), actor);
        return log.add(id, masked, actor.name());
    }

    private Mask mask(String id) {
        return safe.find(RunStarts.SECRETS_OF + id)
                .map(secrets -> Mask.of((ObjectNode) Json.read(secrets)))
                .orElse(new Mask(List.of()));
    }

    /** @throws Conflict when it would change how a run has ended */
    @Transactional
    Run take(String id, Said plain, Actor actor) {
        Said said = plain.masked(mask(id));
        Run before = runs.lock(id).orElseThrow(() -> new NotFound("run", "id", id));
        Status status = said.status() == null ? before.progress().status() : said.status();
        if (before.progress().status() == Status.WAITING_FOR_APPROVAL) {
            throw new Conflict(
                    "waits_for_approval",
                    "Run \"%s\" waits for approval; nothing of it was begun".formatted(id),
                    Map.of("id", id));
        }
        if (before.progress().status().hasEnded() && status != before.progress().status()) {
            throw new Conflict(
                    "run_has_ended",
                    "Run \"%s\" has ended with %s and stays so"
                            .formatted(id, before.progress().status()),
                    Map.of("id", id, "status", before.progress().status().name()));
        }
        if (said.message() != null && !said.message().isBlank()) {
            log.add(id, said.message(), actor.name());
        }
        return keep(before, status, before.progress().effect(), said.over(before.report()), actor.name());
    }

    Run decline(Run run, @Nullable String comment, Actor actor) {
        return decided(run, Status.DECLINED, "Declined by " + actor.name(), comment, actor);
    }

    Run approve(Run run, @Nullable String comment, Actor actor) {
        runs.approved(run.id());
        return decided(run, Status.IN_PROGRESS, "Approved by " + actor.name(), comment, actor);
    }

    /** A rule forbids it, or has come to forbid it. */
    Run deny(Run run, Verdict verdict) {
        log.add(run.id(), "Denied: " + verdict.reason(), Actor.SYSTEM.name());
        Said said = new Said(null, null, verdict.reason(), null, null, null);
        return keep(run, Status.DECLINED, run.progress().effect(), said.over(run.report()), Actor.SYSTEM.name());
    }

    /** Rules ask for more than was approved: it waits again. */
    void askAgain(Run run, List<Demand> more) {
        String titles = more.stream().map(Demand::title).collect(Collectors.joining(", "));
        log.add(run.id(), "Waits for approval again, as the rules ask for more now: " + titles, Actor.SYSTEM.name());
        keep(run, Status.WAITING_FOR_APPROVAL, run.progress().effect(), run.report(), Actor.SYSTEM.name());
    }

    /** Somebody takes it back. @throws Conflict when it was sent already, or has ended */
    @Transactional
    Run cancel(String id, @Nullable String reason, Actor actor) {
        Run run = runs.lock(id).orElseThrow(() -> new NotFound("run", "id", id));
        if (!actor.isAdmin() && !run.isOf(actor)) {
            throw new Refused("%s may not cancel \"%s\"; %s may, and administrators"
                    .formatted(actor.name(), id, run.request().by()));
        }
        if (!run.canBeCancelled()) {
            throw new Conflict(
                    "cannot_be_cancelled",
                    run.progress().status().hasEnded()
                            ? "Run \"%s\" has ended with %s already"
                                    .formatted(id, run.progress().status())
                            : "Run \"%s\" was sent already and cannot be taken back; whoever carries it out reports its end"
                                    .formatted(id),
                    Map.of("id", id, "status", run.progress().status().name()));
        }
        String line = line("Cancelled by " + actor.name(), reason);
        log.add(id, line, actor.name());
        Said said = new Said(null, CANCELLED, line, null, null, null);
        return keep(run, Status.DECLINED, run.progress().effect(), said.over(run.report()), actor.name());
    }

    /** One of several approvals that it needs. */
    void count(Run run, @Nullable String comment, Actor actor) {
        log.add(run.id(), line("Approved by " + actor.name() + ", others have to as well", comment), actor.name());
    }

    private static String line(String message, @Nullable String comment) {
        return comment == null || comment.isBlank() ? message : message + ": " + comment;
    }

    private Run decided(Run run, Status status, String message, @Nullable String comment, Actor actor) {
        String line = line(message, comment);
        log.add(run.id(), line, actor.name());
        Said said = new Said(null, null, status == Status.DECLINED ? line : null, null, null, null);
        return keep(run, status, run.progress().effect(), said.over(run.report()), actor.name());
    }

    /** Keeps what came of a run that the caller has locked. */
    void take(Run run, Outcome outcome) {
        log.add(run.id(), outcome.message(), Actor.SYSTEM.name());
        Report report = run.report();
        String summary = outcome.status().hasEnded() ? outcome.message() : report.summary();
        Report now = report.withSummary(report.statusLabel(), summary).withResponse(outcome.response());
        keep(run, outcome.status(), Effect.DONE, now, Actor.SYSTEM.name());
    }

    /** Writes down that a run is about to be sent. @param payload without secrets */
    void sending(Run run, ObjectNode payload) {
        Report now = run.report().withPayload(payload);
        keep(run, Status.IN_PROGRESS, Effect.SENT, now, Actor.SYSTEM.name());
    }

    /** Whoever carries it out can fetch it from now on. @param payload without secrets */
    void offer(Run run, ObjectNode payload) {
        Report now = run.report().withPayload(payload);
        keep(run, Status.IN_PROGRESS, Effect.NONE, now, Actor.SYSTEM.name());
    }

    /** What was answered to whoever carried it out. */
    @Transactional
    Run answered(String id, JsonNode response, Actor actor) {
        Run run = runs.lock(id).orElseThrow(() -> new NotFound("run", "id", id));
        Report now = run.report().withResponse(mask(id).over(response));
        return keep(run, run.progress().status(), run.progress().effect(), now, actor.name());
    }

    /** It was being sent when its node stopped: nobody here knows whether it arrived, so it is not sent again. */
    void wonder(Run run) {
        String message =
                "Fairway was stopped while this was being sent. Look whether it arrived, then report how the run ended";
        log.add(run.id(), message, Actor.SYSTEM.name());
        Report now = run.report().withSummary("UNKNOWN", message);
        keep(run, Status.IN_PROGRESS, Effect.DONE, now, Actor.SYSTEM.name());
    }

    private Run keep(Run before, Status status, Effect effect, Report report, String by) {
        Run now = runs.keep(before.id(), status, effect, report, by);
        if (status.hasEnded()) {
            safe.remove(RunStarts.SECRETS_OF + before.id());
        }
        events.publishEvent(new RunChanged(before, now, by));
        return now;
    }
}
