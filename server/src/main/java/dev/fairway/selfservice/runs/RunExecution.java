package dev.fairway.selfservice.runs;

import dev.fairway.access.Actor;
import dev.fairway.access.Safe;
import dev.fairway.catalog.Catalog;
import dev.fairway.selfservice.policy.Demand;
import dev.fairway.selfservice.policy.Verdict;
import dev.fairway.selfservice.runs.Executor.Outcome;
import dev.fairway.selfservice.runs.Run.Effect;
import dev.fairway.shared.Json;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.Refused;
import dev.fairway.shared.jobs.Chore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Carries runs out, each once, whichever node comes to it. */
@Component
class RunExecution implements Chore {

    private final Runs runs;
    private final RunReports reports;
    private final Demands demands;
    private final Policy policy;
    private final Catalog catalog;
    private final Safe safe;
    private final Map<String, Executor> executors;
    private final TransactionTemplate transaction;

    RunExecution(
            Runs runs,
            RunReports reports,
            Demands demands,
            Policy policy,
            Catalog catalog,
            Safe safe,
            List<Executor> executors,
            TransactionTemplate transaction) {
        this.runs = runs;
        this.reports = reports;
        this.demands = demands;
        this.policy = policy;
        this.catalog = catalog;
        this.safe = safe;
        this.executors = executors.stream().collect(Collectors.toMap(Executor::type, Function.identity()));
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return RunStarts.KIND;
    }

    @Override
    public void run(String id) {
        try {
            transaction.execute(status -> runs.lock(id).flatMap(this::begin)).ifPresent(this::send);
        } catch (PlatformException refused) {
            fail(id, refused);
        }
    }

    /** What is to be sent now that it is written down that it may have been. */
    private record Sending(Run run, Executor.Outside executor, ObjectNode payload, Mask mask) {}

    private Optional<Sending> begin(Run run) {
        if (run.progress().status() != Status.IN_PROGRESS || run.progress().effect() == Effect.DONE) {
            return Optional.empty();
        }
        if (run.progress().effect() == Effect.SENT) {
            reports.wonder(run);
            return Optional.empty();
        }
        if (!isStillAllowed(run)) {
            return Optional.empty();
        }
        return switch (executorOf(run)) {
            case Executor.Inside inside -> {
                ObjectNode secrets = secrets(run);
                Outcome outcome = inside.execute(run, Scope.of(run, withSecrets(run, secrets), entity(run)));
                reports.take(run, Mask.of(secrets).over(outcome));
                yield Optional.empty();
            }
            case Executor.Outside outside -> Optional.of(prepare(run, outside));
        };
    }

    /** The world and the rules may have changed while it waited. */
    private boolean isStillAllowed(Run run) {
        if (run.verdict().isEmpty()) {
            return true;
        }
        List<Demand> approved = demands.of(run.id());
        List<Demand> asked =
                approved.stream().filter(demand -> demand.rule() == null).toList();
        Judgement judgement = policy.judgeAgain(run, asked, entity(run));
        Verdict verdict = judgement.verdict();
        runs.judged(run.id(), judgement);
        if (verdict.isDenied()) {
            reports.deny(run, verdict);
            return false;
        }
        List<Demand> more = verdict.beyond(approved);
        if (!more.isEmpty()) {
            demands.add(run.id(), more);
            reports.askAgain(run, more);
            return false;
        }
        return true;
    }

    private Sending prepare(Run run, Executor.Outside executor) {
        ObjectNode entity = entity(run);
        ObjectNode secrets = secrets(run);
        reports.sending(run, executor.payload(run, Scope.of(run, run.inputs(), entity)));
        ObjectNode payload = executor.payload(run, Scope.of(run, withSecrets(run, secrets), entity));
        return new Sending(run, executor, payload, Mask.of(secrets));
    }

    private void send(Sending sending) {
        Outcome outcome = sending.mask().over(sending.executor().send(sending.run(), sending.payload()));
        transaction.executeWithoutResult(status -> runs.lock(sending.run().id())
                .filter(RunExecution::isGoingOn)
                .ifPresent(run -> reports.take(run, outcome)));
    }

    private void fail(String id, PlatformException refused) {
        transaction.executeWithoutResult(status -> runs.lock(id)
                .filter(RunExecution::isGoingOn)
                .ifPresent(run -> reports.take(
                        run, Mask.of(secrets(run)).over(new Outcome(Status.FAILURE, null, refused.reason())))));
    }

    /** Whoever was called may have reported the end before the call was answered. */
    private static boolean isGoingOn(Run run) {
        return run.progress().status() == Status.IN_PROGRESS;
    }

    private Executor executorOf(Run run) {
        String type = String.valueOf(Json.textAt(run.request().invocation(), "type"));
        Executor executor = executors.get(type);
        if (executor == null) {
            throw new Refused("%s cannot be carried out by this installation".formatted(type));
        }
        return executor;
    }

    private ObjectNode secrets(Run run) {
        return safe.find(RunStarts.SECRETS_OF + run.id())
                .map(secrets -> (ObjectNode) Json.read(secrets))
                .orElseGet(Json::object);
    }

    private static ObjectNode withSecrets(Run run, ObjectNode secrets) {
        ObjectNode inputs = run.inputs().deepCopy();
        inputs.setAll(secrets);
        return inputs;
    }

    private @Nullable ObjectNode entity(Run run) {
        String blueprint = run.request().blueprint();
        String entity = run.request().entity();
        return blueprint == null || entity == null
                ? null
                : catalog.entity(blueprint, entity, Actor.SYSTEM).orElse(null);
    }
}
