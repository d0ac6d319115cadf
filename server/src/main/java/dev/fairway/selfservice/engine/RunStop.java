package dev.fairway.selfservice.engine;

import dev.fairway.access.Actor;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.runs.Step.State;
import dev.fairway.shared.jobs.Chore;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stops a run that a workflow asked for which is stopped itself. The workflow waits for its end. */
@Component
class RunStop implements Chore {

    static final String KIND = "run-stop";

    private final Runs runs;
    private final OutsideReports reports;
    private final TransactionTemplate transaction;

    RunStop(Runs runs, OutsideReports reports, TransactionTemplate transaction) {
        this.runs = runs;
        this.reports = reports;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(String id) {
        transaction.executeWithoutResult(status -> runs.lock(id)
                .filter(Run::canBeCancelled)
                .ifPresent(run ->
                        reports.stop(run, "Cancelled, as the workflow that asked for it was stopped", Actor.SYSTEM)));
    }

    /** Whether it can be stopped, or ends soon by itself; others go on wherever they are carried out. */
    static boolean isWorthWaiting(Run run) {
        boolean isBeingSent = run.only() != null && run.only().progress().state() == State.SENT;
        return !run.progress().status().hasEnded()
                && (run.canBeCancelled() || run.progress().ending() != null || isBeingSent);
    }
}
