package dev.fairway.selfservice.engine;

import dev.fairway.access.Actor;
import dev.fairway.selfservice.executors.Executors;
import dev.fairway.selfservice.executors.Outcome;
import dev.fairway.selfservice.executors.Outcome.Kind;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.Run.Ending;
import dev.fairway.selfservice.runs.RunLog.Level;
import dev.fairway.selfservice.runs.RunReports;
import dev.fairway.selfservice.runs.Status;
import dev.fairway.selfservice.runs.Step;
import dev.fairway.selfservice.runs.Step.Direction;
import dev.fairway.selfservice.runs.Step.Result;
import dev.fairway.selfservice.runs.Step.State;
import dev.fairway.selfservice.runs.Steps;
import dev.fairway.selfservice.workflows.Graph;
import dev.fairway.selfservice.workflows.Node;
import dev.fairway.selfservice.workflows.Retry;
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Leads a run through its graph: what becomes of a step, and what follows from that. Whoever calls it has locked the run, so
 * that the steps of a run change one at a time; everything happens in the transaction of the caller.
 */
@Component
public class Course {

    private final Steps steps;
    private final RunReports reports;
    private final Ways ways;
    private final Undoing undoing;
    private final Executors executors;
    private final Chores chores;
    private final Clock clock;

    Course(
            Steps steps,
            RunReports reports,
            Ways ways,
            Undoing undoing,
            Executors executors,
            Chores chores,
            Clock clock) {
        this.steps = steps;
        this.reports = reports;
        this.ways = ways;
        this.undoing = undoing;
        this.executors = executors;
        this.chores = chores;
        this.clock = clock;
    }

    /** The first steps of a run. The only one of an action is for the caller to carry out. */
    public void begin(Run run) {
        if (!run.request().isWorkflow()) {
            steps.add(run.id(), run.id(), Graph.ACTION, Direction.FORWARD);
            return;
        }
        settle(run, ways.begin(run));
    }

    /** Writes down that a step is about to be sent. */
    Step sending(Step step) {
        return steps.keep(step.with(step.progress().sent()));
    }

    /** Has it asked how it goes on where it is carried out. */
    void follow(Step step) {
        chores.add(StepFollow.KIND, step.id(), clock.instant().plus(StepFollow.FIRST));
    }

    /** What came of carrying a step out. */
    void take(Run run, Step step, Outcome outcome) {
        Node node = nodeOf(run, step);
        Step now = step.with(step.work().withOutput(outcome.response()).withMessage(outcome.message()));
        boolean isStopped = run.progress().ending() != null && step.direction() == Direction.FORWARD;
        if (outcome.kind() == Kind.DONE) {
            end(run, now, Result.SUCCESS, outcome);
        } else if (isStopped) {
            end(run, now, Result.CANCELLED, outcome);
        } else if (outcome.kind() == Kind.GOES_ON) {
            reports.say(run, step, Level.INFO, outcome.message());
            open(run, now, node);
        } else if (mayBeRepeated(node, step, outcome)) {
            repeat(run, now, node, outcome);
        } else {
            end(run, now, Result.FAILED, outcome);
        }
    }

    private void open(Run run, Step step, Node node) {
        Instant deadline =
                node.timeout().map(timeout -> clock.instant().plus(timeout)).orElse(null);
        steps.keep(step.with(step.progress().open(deadline)));
        if (deadline != null) {
            chores.add(Deadlines.KIND, step.id(), deadline);
        }
        reports.keep(run, Status.IN_PROGRESS, run.report(), Actor.SYSTEM.name());
    }

    /** What may have happened comes again only where that does no harm, or where somebody can be asked first. */
    private boolean mayBeRepeated(Node node, Step step, Outcome outcome) {
        boolean isSafe = outcome.kind() == Kind.NOT_TAKEN
                || (outcome.kind() == Kind.UNSURE && (node.isIdempotent() || canBeAsked(node)));
        return isSafe && node.retry().allows(step.progress().attempt());
    }

    private boolean canBeAsked(Node node) {
        return node.observe() != null || executors.traced(node.config()) != null;
    }

    private void repeat(Run run, Step step, Node node, Outcome outcome) {
        Retry retry = node.retry();
        int attempt = step.progress().attempt();
        Instant at = clock.instant().plus(retry.after(attempt, step.id()));
        boolean isAskedFirst = outcome.kind() == Kind.UNSURE && canBeAsked(node) && !node.isIdempotent();
        steps.keep(step.with(step.progress().again(isAskedFirst ? State.SENT : State.DUE, at)));
        chores.add(Steps.CHORE, step.id(), at);
        String message =
                "%s; attempt %d of %d is tried again".formatted(outcome.message(), attempt, retry.maxAttempts());
        reports.say(run, step, Level.WARN, message);
    }

    /** What ended a step from outside, or by the clock. */
    void end(Run run, Step step, Result result, Outcome outcome) {
        boolean hadEffect = outcome.kind() != Kind.NOT_TAKEN && outcome.kind() != Kind.FAILED;
        reports.say(run, step, result == Result.SUCCESS ? Level.INFO : Level.ERROR, outcome.message());
        Step ended = steps.keep(step.with(step.progress().ended(result, hadEffect, clock.instant())));
        if (!run.request().isWorkflow()) {
            boolean isDone = result == Result.SUCCESS;
            reports.end(run, isDone ? Status.SUCCESS : Status.FAILURE, null, outcome.message());
        } else if (step.direction() == Direction.BACK) {
            undoing.goOn(run);
        } else {
            follow(run, ended, outcome);
        }
    }

    private void follow(Run run, Step step, Outcome outcome) {
        Node node = run.request().graph().node(step.node());
        if (run.progress().ending() != null) {
            undoing.goOn(run);
            return;
        }
        boolean isOver = step.progress().result() == Result.FAILED && !node.goesOnAfterFailure();
        if (isOver) {
            fail(run, "%s failed: %s".formatted(node.title(), outcome.message()));
            return;
        }
        settle(run, ways.leave(run, step, node));
    }

    /** A step failed that may not: what was done is undone. */
    private void fail(Run run, String reason) {
        undoing.begin(reports.ends(run, Ending.FAILED, reason, Actor.SYSTEM));
    }

    /** Somebody stops a workflow in the middle: what was done is undone. */
    Run cancel(Run run, String line, Actor actor) {
        Run ending = reports.ends(run, Ending.CANCELLED, line, actor);
        undoing.begin(ending);
        return ending;
    }

    /**
     * Joins go on that nothing can reach any more, and with the last step the run ends.
     *
     * @param problems why the run cannot go on; none where it can
     */
    private void settle(Run run, List<String> problems) {
        List<String> found = new ArrayList<>(problems);
        for (Optional<Step> join = ways.joined(run); found.isEmpty() && join.isPresent(); join = ways.joined(run)) {
            found.addAll(ways.leave(
                    run, join.get(), run.request().graph().node(join.get().node())));
        }
        if (!found.isEmpty()) {
            fail(run, found.getFirst());
        } else if (steps.of(run.id()).stream().noneMatch(Step::isActive)) {
            reports.end(run, Status.SUCCESS, null, ways.summary(run));
        }
    }

    /** It was being sent when its node stopped: nobody here knows whether it arrived, so it is not sent again. */
    void wonder(Run run, Step step, String message) {
        steps.keep(
                step.with(step.work().withMessage(message)).with(step.progress().to(State.UNKNOWN)));
        reports.say(run, step, Level.WARN, message);
        reports.label(run, "UNKNOWN", message);
    }

    /** It turned out that it had no effect. */
    void sendAgain(Run run, Step step, String message) {
        reports.say(run, step, Level.INFO, message);
        steps.keep(step.with(step.progress().to(State.DUE)));
        chores.add(Steps.CHORE, step.id());
        if ("UNKNOWN".equals(run.report().statusLabel())) {
            reports.label(run, null, message);
        }
    }

    public Node nodeOf(Run run, Step step) {
        Node node = run.request().graph().node(step.node());
        return step.direction() == Direction.BACK ? node.undoing() : node;
    }
}
