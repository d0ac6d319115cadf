package dev.fairway.selfservice.engine;

import dev.fairway.selfservice.executors.Executors;
import dev.fairway.selfservice.executors.Followed;
import dev.fairway.selfservice.executors.Outcome;
import dev.fairway.selfservice.executors.Task;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.runs.Step;
import dev.fairway.selfservice.runs.Step.State;
import dev.fairway.selfservice.runs.Steps;
import dev.fairway.selfservice.workflows.Node;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.jobs.Chore;
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Asks how open steps go on where they are carried out, more rarely the longer they take. */
@Component
class StepFollow implements Chore {

    static final String KIND = "step-follow";
    static final Duration FIRST = Duration.ofSeconds(3);

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Runs runs;
    private final Steps steps;
    private final Course course;
    private final Executors executors;
    private final Chores chores;
    private final Clock clock;
    private final TransactionTemplate transaction;

    StepFollow(
            Runs runs,
            Steps steps,
            Course course,
            Executors executors,
            Chores chores,
            Clock clock,
            TransactionTemplate transaction) {
        this.runs = runs;
        this.steps = steps;
        this.course = course;
        this.executors = executors;
        this.chores = chores;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(String id) {
        steps.find(id).filter(step -> step.progress().state() == State.OPEN).ifPresent(this::look);
    }

    private void look(Step step) {
        Optional<Outcome> outcome = outcome(step);
        transaction.executeWithoutResult(status -> runs.lock(step.run()).ifPresent(run -> {
            Step now = steps.get(step.id());
            if (now.progress().state() != State.OPEN) {
                return;
            }
            if (outcome.isPresent()) {
                course.take(run, now, outcome.get());
            } else {
                chores.add(KIND, step.id(), next(now));
            }
        }));
    }

    private Optional<Outcome> outcome(Step step) {
        Run run = runs.get(step.run());
        Node node = course.nodeOf(run, step);
        JsonNode response = step.work().output();
        if (response == null || !(executors.outside(node.config()) instanceof Followed followed)) {
            return Optional.empty();
        }
        try {
            return followed.look(
                    new Task(step.id(), run.id(), node.config(), run.request().by()), response);
        } catch (PlatformException away) {
            return Optional.empty();
        }
    }

    /** A tenth of the time that it has taken so far. */
    private Instant next(Step step) {
        Duration tenth =
                Duration.between(step.progress().begunAt(), clock.instant()).dividedBy(10);
        Duration pause = tenth.compareTo(FIRST) < 0 ? FIRST : tenth.compareTo(LONGEST) > 0 ? LONGEST : tenth;
        return clock.instant().plus(pause);
    }
}
