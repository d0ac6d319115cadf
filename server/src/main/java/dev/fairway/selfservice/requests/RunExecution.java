package dev.fairway.selfservice.requests;

import dev.fairway.selfservice.engine.Course;
import dev.fairway.selfservice.engine.StepExecution;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.runs.Status;
import dev.fairway.selfservice.runs.Steps;
import dev.fairway.shared.jobs.Chore;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins runs: judges them once more, and carries out the step of an action at once. */
@Component
class RunExecution implements Chore {

    private final Runs runs;
    private final Steps steps;
    private final FinalCheck finalCheck;
    private final Course course;
    private final StepExecution execution;
    private final TransactionTemplate transaction;

    RunExecution(
            Runs runs,
            Steps steps,
            FinalCheck finalCheck,
            Course course,
            StepExecution execution,
            TransactionTemplate transaction) {
        this.runs = runs;
        this.steps = steps;
        this.finalCheck = finalCheck;
        this.course = course;
        this.execution = execution;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return Runs.CHORE;
    }

    @Override
    public void run(String id) {
        transaction.executeWithoutResult(status -> runs.lock(id).ifPresent(this::begin));
        execution.run(id);
    }

    private void begin(Run run) {
        boolean isToBegin = run.progress().status() == Status.IN_PROGRESS
                && steps.of(run.id()).isEmpty();
        if (isToBegin && finalCheck.isStillAllowed(run)) {
            runs.begun(run.id());
            course.begin(run);
        }
    }
}
