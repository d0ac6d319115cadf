package dev.fairway.selfservice.engine;

import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.Run.Ending;
import dev.fairway.selfservice.runs.RunLog.Level;
import dev.fairway.selfservice.runs.RunReports;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.runs.Status;
import dev.fairway.selfservice.runs.Step;
import dev.fairway.selfservice.runs.Step.Direction;
import dev.fairway.selfservice.runs.Step.Result;
import dev.fairway.selfservice.runs.Step.State;
import dev.fairway.selfservice.runs.Steps;
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Ends a workflow before its last step: nothing new is begun, and what had its effect, or may have had it, is undone by the
 * compensation of its node, the last first. What goes wrong with one does not keep the others from being undone.
 */
@Component
class Undoing {

    private final Runs runs;
    private final Steps steps;
    private final RunReports reports;
    private final Chores chores;
    private final Clock clock;

    Undoing(Runs runs, Steps steps, RunReports reports, Chores chores, Clock clock) {
        this.runs = runs;
        this.steps = steps;
        this.reports = reports;
        this.chores = chores;
        this.clock = clock;
    }

    /** Stops whatever can be stopped; what is being sent is waited for, and so are runs that it asked for. */
    void begin(Run run) {
        for (Step step : steps.of(run.id())) {
            if (step.isActive() && step.progress().state() != State.SENT) {
                stop(step);
            }
        }
        goOn(run);
    }

    private void stop(Step step) {
        Optional<Run> child = runs.childOf(step.id()).filter(RunStop::isWorthWaiting);
        if (child.isPresent()) {
            chores.add(RunStop.KIND, child.get().id());
        } else {
            steps.keep(step.with(
                    step.progress().ended(Result.CANCELLED, step.progress().happened(), clock.instant())));
        }
    }

    /** The next one, or the end of the run. */
    void goOn(Run run) {
        List<Step> all = steps.of(run.id());
        if (all.stream().anyMatch(Step::isActive)) {
            return;
        }
        Optional<Step> next = next(run, all);
        if (next.isPresent()) {
            Step back = steps.add(Steps.newId(), run.id(), next.get().node(), Direction.BACK);
            String title = run.request().graph().node(back.node()).title();
            reports.say(run, back, Level.INFO, "Undoes " + title);
            chores.add(Steps.CHORE, back.id());
        } else {
            end(run, all);
        }
    }

    private static Optional<Step> next(Run run, List<Step> all) {
        List<String> undone = all.stream()
                .filter(step -> step.direction() == Direction.BACK)
                .map(Step::node)
                .toList();
        return all.stream()
                .filter(step -> step.direction() == Direction.FORWARD)
                .filter(step -> step.progress().happened() && !undone.contains(step.node()))
                .filter(step -> run.request().graph().node(step.node()).compensation() != null)
                .max(Comparator.comparing(Undoing::end));
    }

    private static Instant end(Step step) {
        return Objects.requireNonNull(step.progress().endedAt());
    }

    private void end(Run run, List<Step> all) {
        List<String> left = all.stream()
                .filter(step ->
                        step.direction() == Direction.BACK && step.progress().result() != Result.SUCCESS)
                .map(step -> run.request().graph().node(step.node()).title())
                .toList();
        String reason = String.valueOf(run.progress().reason());
        String summary = left.isEmpty()
                ? reason
                : "%s. It could not be undone completely; look after %s".formatted(reason, String.join(", ", left));
        boolean isCancelled = run.progress().ending() == Ending.CANCELLED;
        reports.end(
                run,
                isCancelled ? Status.DECLINED : Status.FAILURE,
                isCancelled ? RunReports.CANCELLED : null,
                summary);
    }
}
