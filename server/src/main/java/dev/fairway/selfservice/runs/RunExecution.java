package dev.fairway.selfservice.runs;

import dev.fairway.access.Signatures;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Carries runs out, each once, whichever node comes to it. */
@Component
class RunExecution implements Chore {

    private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);

    private final Runs runs;
    private final RunReports reports;
    private final FinalCheck finalCheck;
    private final RunScopes scopes;
    private final Signatures signatures;
    private final Map<String, Executor> executors;
    private final TransactionTemplate transaction;

    RunExecution(
            Runs runs,
            RunReports reports,
            FinalCheck finalCheck,
            RunScopes scopes,
            Signatures signatures,
            List<Executor> executors,
            TransactionTemplate transaction) {
        this.runs = runs;
        this.reports = reports;
        this.finalCheck = finalCheck;
        this.scopes = scopes;
        this.signatures = signatures;
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
            fail(id, refused.reason());
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

    /** A mistake of Fairway's own, which trying again would make again. */
    private void giveUp(String id, RuntimeException mistake) {
        LOG.error("Run {} cannot be carried out", id, mistake);
        transaction.executeWithoutResult(status -> runs.lock(id)
                .filter(run -> run.progress().effect() == Effect.SENT)
                .ifPresent(reports::wonder));
        fail(
                id,
                "Fairway made a mistake while it carried this out; an administrator finds it in the log of the server under the id of the run");
    }

    /** What is to be sent now that it is written down that it may have been. */
    private record Sending(Run run, Executor.Outside executor, ObjectNode payload, Mask mask) {}

    private Optional<Sending> begin(Run run) {
        if (run.progress().status() != Status.IN_PROGRESS
                || run.progress().effect() == Effect.DONE
                || run.claim().isOffered()) {
            return Optional.empty();
        }
        if (run.progress().effect() == Effect.SENT) {
            reports.wonder(run);
            return Optional.empty();
        }
        if (!finalCheck.isStillAllowed(run)) {
            return Optional.empty();
        }
        runs.begun(run.id());
        return switch (executorOf(run)) {
            case Executor.Inside inside -> {
                Outcome outcome = inside.execute(run, scopes.plain(run));
                reports.take(run, Mask.of(scopes.secrets(run)).over(outcome));
                yield Optional.empty();
            }
            case Executor.Pulled pulled -> {
                ObjectNode scope = scopes.masked(run);
                runs.offer(run.id(), pulled.installation(run, scope));
                reports.offer(run, pulled.payload(run, scope));
                yield Optional.empty();
            }
            case Executor.Outside outside -> Optional.of(prepare(run, outside));
        };
    }

    private Sending prepare(Run run, Executor.Outside executor) {
        reports.sending(run, executor.payload(run, scopes.masked(run)));
        ObjectNode payload = executor.payload(run, scopes.encrypted(run, signatures::encrypted));
        return new Sending(run, executor, payload, Mask.of(scopes.secrets(run)));
    }

    private void send(Sending sending) {
        Outcome outcome = sending.mask().over(sending.executor().send(sending.run(), sending.payload()));
        transaction.executeWithoutResult(status -> runs.lock(sending.run().id())
                .filter(RunExecution::isGoingOn)
                .ifPresent(run -> reports.take(run, outcome)));
    }

    private void fail(String id, String reason) {
        transaction.executeWithoutResult(status -> runs.lock(id)
                .filter(RunExecution::isGoingOn)
                .ifPresent(run -> reports.take(
                        run, Mask.of(scopes.secrets(run)).over(new Outcome(Status.FAILURE, null, reason)))));
    }

    /** Whoever was called may have reported the end before the call was answered; nobody may know whether it arrived. */
    private static boolean isGoingOn(Run run) {
        return run.progress().status() == Status.IN_PROGRESS && run.progress().effect() != Effect.DONE;
    }

    private Executor executorOf(Run run) {
        String written = String.valueOf(Json.textAt(run.request().invocation(), "type"));
        boolean isForAgent =
                written.equals("WEBHOOK") && AgentWebhook.isMeant(run.request().invocation(), scopes.masked(run));
        String type = isForAgent ? AgentWebhook.TYPE : written;
        Executor executor = executors.get(type);
        if (executor == null) {
            throw new Refused("%s cannot be carried out by this installation".formatted(type));
        }
        return executor;
    }
}
