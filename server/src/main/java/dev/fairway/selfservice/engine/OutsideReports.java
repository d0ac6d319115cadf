package dev.fairway.selfservice.engine;

import dev.fairway.access.Actor;
import dev.fairway.selfservice.executors.Mask;
import dev.fairway.selfservice.executors.Outcome;
import dev.fairway.selfservice.executors.Outcome.Kind;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.Run.Report;
import dev.fairway.selfservice.runs.RunLog;
import dev.fairway.selfservice.runs.RunLog.Level;
import dev.fairway.selfservice.runs.RunReports;
import dev.fairway.selfservice.runs.RunScopes;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.runs.Status;
import dev.fairway.selfservice.runs.Step;
import dev.fairway.selfservice.runs.Step.Result;
import dev.fairway.selfservice.runs.Steps;
import dev.fairway.selfservice.workflows.NodeType;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Refused;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Takes what programs and people outside of the engine say of runs and their steps. */
@Component
public class OutsideReports {

    private final Runs runs;
    private final Steps steps;
    private final Course course;
    private final RunReports reports;
    private final RunLog log;
    private final RunScopes scopes;

    OutsideReports(Runs runs, Steps steps, Course course, RunReports reports, RunLog log, RunScopes scopes) {
        this.runs = runs;
        this.steps = steps;
        this.course = course;
        this.reports = reports;
        this.log = log;
        this.scopes = scopes;
    }

    /** What somebody outside says of a run; null says nothing. */
    public record Said(
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
                    externalRunId == null ? report.externalRunId() : externalRunId);
        }
    }

    /** What somebody outside says of a step; null says nothing. */
    public record StepSaid(
            @Nullable Result result,
            @Nullable JsonNode output,
            @Nullable String externalRunId,
            @Nullable JsonNode links) {}

    /** Adds a line to the log of a run, and may end it. @throws Conflict when it would change how a run has ended */
    @Transactional
    public RunLog.Line add(String id, String message, @Nullable Status status, @Nullable String label, Actor actor) {
        String masked = scopes.mask(id).over(message);
        if (status != null || label != null) {
            take(id, new Said(status, label, null, null, null, null), actor);
        } else {
            refuseWhileItWaits(runs.get(id));
        }
        return log.add(id, masked, actor.name());
    }

    /** @throws Conflict when it would change how a run has ended */
    @Transactional
    public Run take(String id, Said plain, Actor actor) {
        Said said = plain.masked(scopes.mask(id));
        Run before = lock(id);
        Status now = before.progress().status();
        Status status = said.status() == null ? now : said.status();
        refuseWhileItWaits(before);
        if (now == Status.DECLINED || (now.hasEnded() && status != now)) {
            throw new Conflict(
                    "run_has_ended",
                    "Run \"%s\" has ended with %s and stays so".formatted(id, now),
                    Map.of("id", id, "status", now.name()));
        }
        if (status != now && before.request().isWorkflow()) {
            throw new Conflict(
                    "ends_by_its_steps",
                    "Run \"%s\" is of a workflow, which ends when its steps have; report on them".formatted(id),
                    Map.of("id", id));
        }
        if (said.message() != null && !said.message().isBlank()) {
            log.add(id, said.message(), actor.name());
        }
        if (status.hasEnded() && !now.hasEnded()) {
            endOnly(before, status);
        }
        return reports.keep(before, status, said.over(before.report()), actor.name());
    }

    private static void refuseWhileItWaits(Run run) {
        if (run.progress().status() == Status.WAITING_FOR_APPROVAL) {
            throw new Conflict(
                    "waits_for_approval",
                    "Run \"%s\" waits for approval; nothing of it was begun".formatted(run.id()),
                    Map.of("id", run.id()));
        }
    }

    private void endOnly(Run run, Status status) {
        Step only = run.only();
        if (only != null && only.isActive()) {
            Result result = status == Status.SUCCESS ? Result.SUCCESS : Result.FAILED;
            steps.end(only, result);
        }
    }

    /**
     * How a step goes on, or how it has ended.
     *
     * @throws Conflict when it has ended another way, or nothing of it was begun
     */
    @Transactional
    public Step take(String id, StepSaid said, Actor actor) {
        Run run = lock(steps.get(id).run());
        Step step = steps.get(id);
        if (step.progress().hasEnded()) {
            if (said.result() == null || said.result() == step.progress().result()) {
                return step;
            }
            throw new Conflict(
                    "step_has_ended",
                    "Step \"%s\" has ended with %s and stays so"
                            .formatted(id, step.progress().result()),
                    Map.of("id", id, "result", String.valueOf(step.progress().result())));
        }
        refuseInPlaceOfPeople(run, step);
        if (step.progress().state() == Step.State.DUE) {
            throw new Conflict("not_begun", "Nothing of \"%s\" was begun yet".formatted(id), Map.of("id", id));
        }
        Mask mask = scopes.of(run, step, course.nodeOf(run, step)).mask();
        Step.Work work = step.work();
        work = said.output() == null ? work : work.withOutput(mask.over(said.output()));
        work = said.links() == null ? work : work.withLinks(mask.over(said.links()));
        work = said.externalRunId() == null ? work : work.withExternalRunId(said.externalRunId());
        Step now = steps.keep(step.with(work));
        if (said.result() != null) {
            end(run, now, said.result(), actor);
        }
        return steps.get(id);
    }

    private void refuseInPlaceOfPeople(Run run, Step step) {
        if (course.nodeOf(run, step).type() == NodeType.INPUT) {
            throw new Conflict(
                    "asks_people",
                    "Step \"%s\" asks people; they answer it".formatted(step.id()),
                    Map.of("id", step.id()));
        }
    }

    private void end(Run run, Step step, Result result, Actor actor) {
        String message = "%s reports %s".formatted(actor.name(), result);
        Kind kind = result == Result.SUCCESS ? Kind.DONE : Kind.UNSURE;
        course.end(
                run,
                step.with(step.work().withMessage(message)),
                result == Result.CANCELLED ? Result.FAILED : result,
                new Outcome(kind, step.work().output(), message));
    }

    /** A person looked: it had no effect, so it is sent again. @throws Conflict when nobody asked */
    @Transactional
    public Step repeat(String id, Actor actor) {
        Run run = lock(steps.get(id).run());
        Step step = steps.get(id);
        if (step.progress().state() != Step.State.UNKNOWN) {
            throw new Conflict(
                    "not_unknown",
                    "\"%s\" is %s; only what may have been lost is sent again"
                            .formatted(id, step.progress().state()),
                    Map.of("id", id, "state", step.progress().state().name()));
        }
        course.sendAgain(run, step, "%s says that it did not arrive; it is sent again".formatted(actor.name()));
        return steps.get(id);
    }

    /** Adds a line about a step to the log of its run. */
    @Transactional
    public RunLog.Line add(String id, Level level, String message, Actor actor) {
        Step step = steps.get(id);
        return log.add(step.run(), step.node(), level, scopes.mask(step.run()).over(message), actor.name());
    }

    /** What was answered to whoever carried it out. */
    @Transactional
    Run answered(String id, JsonNode response, Actor actor) {
        Run run = lock(id);
        refuseWhileItWaits(run);
        Step only = run.only();
        if (only != null && (only.isActive() || isUnanswered(only))) {
            steps.keep(only.with(only.work().withOutput(scopes.mask(id).over(response))));
        }
        return reports.keep(run, run.progress().status(), run.report(), actor.name());
    }

    /** Its end may have been reported before what it was answered. */
    private static boolean isUnanswered(Step step) {
        return step.progress().happened() && step.work().output() == null;
    }

    /** Somebody takes it back, or stops it in the middle. @throws Conflict when it was sent already, or has ended */
    @Transactional
    public Run cancel(String id, @Nullable String reason, Actor actor) {
        Run run = lock(id);
        if (!actor.isAdmin() && !run.isOf(actor)) {
            throw new Refused("%s may not cancel \"%s\"; %s may, and administrators"
                    .formatted(actor.name(), id, run.request().by()));
        }
        Status status = run.progress().status();
        if (!run.canBeCancelled()) {
            throw new Conflict(
                    "cannot_be_cancelled",
                    status.hasEnded()
                            ? "Run \"%s\" has ended with %s already".formatted(id, status)
                            : "Run \"%s\" was sent already and cannot be taken back; whoever carries it out reports its end"
                                    .formatted(id),
                    Map.of("id", id, "status", status.name()));
        }
        return stop(run, RunReports.line("Cancelled by " + actor.name(), reason), actor);
    }

    /** @param run that is locked and can be cancelled */
    Run stop(Run run, String line, Actor actor) {
        if (run.request().isWorkflow() && !steps.of(run.id()).isEmpty()) {
            course.cancel(run, line, actor);
            return runs.get(run.id());
        }
        Step only = run.only();
        if (only != null) {
            steps.end(only, Result.CANCELLED);
        }
        return reports.takenBack(run, line, actor);
    }

    private Run lock(String id) {
        return runs.lock(id).orElseThrow(() -> new NotFound("run", "id", id));
    }
}
