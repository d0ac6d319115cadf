package dev.fairway.selfservice.engine;

import dev.fairway.selfservice.executors.Outcome;
import dev.fairway.selfservice.executors.Outcome.Kind;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.runs.Step;
import dev.fairway.selfservice.runs.Step.Result;
import dev.fairway.selfservice.runs.Step.State;
import dev.fairway.selfservice.runs.Steps;
import dev.fairway.selfservice.workflows.Node;
import dev.fairway.selfservice.workflows.NodeType;
import dev.fairway.shared.jobs.Chore;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends open steps whose time is up. For a timer that is what it waited for. */
@Component
class Deadlines implements Chore {

    static final String KIND = "step-deadline";

    private final Runs runs;
    private final Steps steps;
    private final Course course;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Deadlines(Runs runs, Steps steps, Course course, Clock clock, TransactionTemplate transaction) {
        this.runs = runs;
        this.steps = steps;
        this.course = course;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(String id) {
        steps.find(id)
                .ifPresent(seen -> transaction.executeWithoutResult(
                        status -> runs.lock(seen.run()).ifPresent(run -> end(run, steps.get(id)))));
    }

    private void end(Run run, Step step) {
        Instant deadline = step.progress().deadline();
        boolean isOver =
                step.progress().state() == State.OPEN && deadline != null && !deadline.isAfter(clock.instant());
        if (!isOver) {
            return;
        }
        Node node = course.nodeOf(run, step);
        if (node.type() == NodeType.TIMER) {
            course.end(run, step, Result.SUCCESS, new Outcome(Kind.NOT_TAKEN, null, "The time has come"));
        } else if (node.goesOnAfterTimeout()) {
            course.end(
                    run, step, Result.SUCCESS, new Outcome(Kind.UNSURE, null, "Nobody answered in time; it goes on"));
        } else {
            course.end(run, step, Result.FAILED, new Outcome(Kind.UNSURE, null, "Nobody answered in time"));
        }
    }
}
