package dev.fairway.selfservice.engine;

import dev.fairway.access.Signatures;
import dev.fairway.selfservice.executors.Executor;
import dev.fairway.selfservice.executors.Followed;
import dev.fairway.selfservice.executors.Mask;
import dev.fairway.selfservice.executors.Observed;
import dev.fairway.selfservice.executors.Outcome;
import dev.fairway.selfservice.executors.Outcome.Kind;
import dev.fairway.selfservice.executors.Task;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.RunScopes;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.runs.Status;
import dev.fairway.selfservice.runs.Step;
import dev.fairway.selfservice.runs.Step.State;
import dev.fairway.selfservice.runs.StepScope;
import dev.fairway.selfservice.runs.Steps;
import dev.fairway.selfservice.workflows.Node;
import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.jobs.Chore;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries steps out, each once, whichever node comes to it. Before something is sent it is written down that it may have
 * been; whoever finds that, and not what came of it, asks the other side before sending again, or a person where nobody can
 * be asked.
 */
@Component
public class StepExecution implements Chore {

    private static final Logger LOG = LoggerFactory.getLogger(StepExecution.class);
    private static final String INTERRUPTED =
            "Fairway was stopped while this was being sent. Look whether it arrived, then report how it ended";

    private final Runs runs;
    private final Steps steps;
    private final Course course;
    private final RunScopes scopes;
    private final Signatures signatures;
    private final Works works;
    private final TransactionTemplate transaction;

    StepExecution(
            Runs runs,
            Steps steps,
            Course course,
            RunScopes scopes,
            Signatures signatures,
            Works works,
            TransactionTemplate transaction) {
        this.runs = runs;
        this.steps = steps;
        this.course = course;
        this.scopes = scopes;
        this.signatures = signatures;
        this.works = works;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return Steps.CHORE;
    }

    @Override
    public void run(String id) {
        try {
            begin(id).ifPresent(this::goOn);
        } catch (PlatformException refused) {
            fail(id, refused);
        } catch (DataAccessException away) {
            if (!(away instanceof NonTransientDataAccessException)
                    || away instanceof NonTransientDataAccessResourceException) {
                throw away;
            }
            giveUp(id, away);
        } catch (RuntimeException mistake) {
            giveUp(id, mistake);
        }
    }

    /** What is to be done outside of a transaction. */
    private sealed interface Next {}

    /** What is to be sent now that it is written down that it may have been. */
    private record Sending(Step step, Task task, Executor.Outside executor, ObjectNode payload, Mask mask)
            implements Next {}

    /** Whom to ask whether it happened. */
    private record Asking(Step step, Supplier<Observed> question, Mask mask) implements Next {}

    private Optional<Next> begin(String id) {
        Optional<Step> seen = steps.find(id);
        return seen.isEmpty()
                ? Optional.empty()
                : transaction.execute(status -> runs.lock(seen.get().run()).flatMap(run -> begin(run, steps.get(id))));
    }

    private Optional<Next> begin(Run run, Step step) {
        if (run.progress().status() != Status.IN_PROGRESS) {
            return Optional.empty();
        }
        return switch (step.progress().state()) {
            case DUE -> carryOut(run, step);
            case SENT -> findOut(run, step);
            case OPEN -> {
                works.endOfChild(step).ifPresent(outcome -> course.take(run, step, outcome));
                yield Optional.empty();
            }
            case UNKNOWN, ENDED -> Optional.empty();
        };
    }

    /** It may have been sent before. */
    private Optional<Next> findOut(Run run, Step step) {
        Node node = course.nodeOf(run, step);
        if (node.isIdempotent()) {
            return carryOut(run, step);
        }
        StepScope scope = scopes.of(run, step, node);
        ObjectNode observe = node.observe();
        if (observe != null) {
            ObjectNode question = works.question(observe, scope);
            return Optional.of(new Asking(step, () -> works.observe(question), scope.mask()));
        }
        Optional<Supplier<Observed>> search =
                works.search(task(run, step, node), scope, step.progress().begunAt());
        if (search.isPresent()) {
            return Optional.of(new Asking(step, search.get(), scope.mask()));
        }
        course.wonder(run, step, INTERRUPTED);
        return Optional.empty();
    }

    private Optional<Next> carryOut(Run run, Step step) {
        Node node = course.nodeOf(run, step);
        StepScope scope = scopes.of(run, step, node);
        Task task = task(run, step, node);
        return switch (works.executor(node.config(), scope.masked())) {
            case Executor.Inside inside -> {
                Outcome outcome = inside.execute(task, scope.plain());
                course.take(run, step, scope.mask().over(outcome));
                yield Optional.empty();
            }
            case Executor.Pulled pulled -> {
                ObjectNode masked = scope.masked();
                steps.offer(step.id(), pulled.installation(task, masked));
                Step offered = step.with(step.work().withPayload(pulled.payload(task, masked)));
                course.take(run, offered, new Outcome(Kind.GOES_ON, null, "Waits for whoever fetches it"));
                yield Optional.empty();
            }
            case Executor.Outside outside -> Optional.of(prepare(step, task, outside, scope));
        };
    }

    private static Task task(Run run, Step step, Node node) {
        return new Task(step.id(), run.id(), node.config(), run.request().by());
    }

    private Sending prepare(Step step, Task task, Executor.Outside executor, StepScope scope) {
        ObjectNode shown = executor.payload(task, scope.masked());
        Step sent = course.sending(step.with(step.work().withPayload(shown)));
        ObjectNode payload = executor.payload(task, scope.encrypted(signatures::encrypted));
        return new Sending(sent, task, executor, payload, scope.mask());
    }

    private void goOn(Next next) {
        switch (next) {
            case Sending sending -> send(sending);
            case Asking asking -> ask(asking);
        }
    }

    private void send(Sending sending) {
        Outcome outcome = sending.mask().over(sending.executor().send(sending.task(), sending.payload()));
        boolean isFollowed = sending.executor() instanceof Followed && outcome.kind() == Kind.GOES_ON;
        whileSent(sending.step().id(), (run, step) -> {
            course.take(run, step, outcome);
            if (isFollowed) {
                course.follow(step);
            }
        });
    }

    private void ask(Asking asking) {
        Observed observed = asking.question().get();
        whileSent(asking.step().id(), (run, step) -> {
            switch (observed.kind()) {
                case HAPPENED -> course.take(run, step, asking.mask().over(observed.requireOutcome()));
                case NOT_HAPPENED -> course.sendAgain(run, step, observed.message());
                case UNCLEAR -> course.wonder(run, step, observed.message());
            }
        });
    }

    /** Nothing of it was kept. What was written wrongly would fail again; what the world lacks may be there later. */
    private void fail(String id, PlatformException refused) {
        Kind kind = refused.fault() == Fault.CALLER ? Kind.FAILED : Kind.NOT_TAKEN;
        whileActive(id, (run, step) -> {
            Mask mask = scopes.of(run, step, course.nodeOf(run, step)).mask();
            course.take(run, step, mask.over(new Outcome(kind, null, refused.reason())));
        });
    }

    /** A mistake of Fairway's own, which trying again would make again. */
    private void giveUp(String id, RuntimeException mistake) {
        LOG.error("Step {} cannot be carried out", id, mistake);
        whileActive(id, (run, step) -> {
            Kind kind = step.progress().state() == State.SENT ? Kind.UNSURE : Kind.FAILED;
            course.end(
                    run,
                    step,
                    Step.Result.FAILED,
                    new Outcome(
                            kind,
                            step.work().output(),
                            "Fairway made a mistake while it carried this out; an administrator finds it in the log of the server under the id "
                                    + id));
        });
    }

    /** Whoever was called may have reported the end before the call was answered. */
    private void whileSent(String id, BiConsumer<Run, Step> then) {
        whileActive(id, (run, step) -> {
            if (step.progress().state() == State.SENT || step.progress().state() == State.UNKNOWN) {
                then.accept(run, step);
            }
        });
    }

    private void whileActive(String id, BiConsumer<Run, Step> then) {
        transaction.executeWithoutResult(status -> locked(id, then));
    }

    private void locked(String id, BiConsumer<Run, Step> then) {
        @Nullable
        Run run = steps.find(id).flatMap(seen -> runs.lock(seen.run())).orElse(null);
        if (run != null && run.progress().status() == Status.IN_PROGRESS) {
            Step step = steps.get(id);
            if (step.isActive()) {
                then.accept(run, step);
            }
        }
    }
}
