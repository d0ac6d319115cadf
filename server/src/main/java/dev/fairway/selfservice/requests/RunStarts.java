package dev.fairway.selfservice.requests;

import dev.fairway.access.Actor;
import dev.fairway.access.Safe;
import dev.fairway.selfservice.actions.Action;
import dev.fairway.selfservice.forms.Form;
import dev.fairway.selfservice.policy.Verdict;
import dev.fairway.selfservice.requests.Requests.Prepared;
import dev.fairway.selfservice.runs.Demands;
import dev.fairway.selfservice.runs.Judgement;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.Run.Request;
import dev.fairway.selfservice.runs.Run.Source;
import dev.fairway.selfservice.runs.RunChanged;
import dev.fairway.selfservice.runs.RunReports;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.runs.Status;
import dev.fairway.shared.Json;
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Turns accepted requests into runs. */
@Component
class RunStarts {

    /**
     * How a request came.
     *
     * @param impersonatedBy who sent it on somebody's behalf; null when they did themselves
     * @param parent id of the step that waits for its end; null for none
     * @param chain automations that led to it, in their order
     */
    record Via(@Nullable String impersonatedBy, @Nullable String parent, List<String> chain) {

        static final Via THEMSELVES = new Via(null, null, List.of());

        static Via behalf(String sender) {
            return new Via(sender, null, List.of());
        }

        static Via parent(String step, List<String> chain) {
            return new Via(null, step, chain);
        }

        static Via chain(List<String> chain) {
            return new Via(null, null, chain);
        }
    }

    private final Runs runs;
    private final Demands demands;
    private final RunReports reports;
    private final Safe safe;
    private final Chores chores;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    RunStarts(
            Runs runs,
            Demands demands,
            RunReports reports,
            Safe safe,
            Chores chores,
            Clock clock,
            ApplicationEventPublisher events) {
        this.runs = runs;
        this.demands = demands;
        this.reports = reports;
        this.safe = safe;
        this.chores = chores;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Keeps the run and, when nobody has to approve it, has it carried out once this transaction is committed, here or on
     * another node. A denied one has ended with that.
     */
    @Transactional
    Run start(Prepared prepared, Judgement judgement, Actor actor, Via via) {
        Action action = prepared.action();
        boolean isWorkflow = Run.WORKFLOW.equals(Json.textAt(action.invocation(), "type"));
        String id = (isWorkflow ? "wfr_" : "r_") + UUID.randomUUID().toString().replace("-", "");
        ObjectNode entity = prepared.entity();
        String hold = prepared.plan().hold();
        boolean isNeeded = judgement.verdict().decision() == Verdict.Decision.NEEDS_APPROVAL;
        Request request = new Request(
                about(action),
                action.invocation(),
                action.blueprint(),
                entity == null ? null : Json.textAt(entity, "identifier"),
                judgement.facts().team(),
                Source.valueOf(judgement.facts().source()),
                actor.name(),
                via.impersonatedBy(),
                via.parent(),
                via.chain(),
                isNeeded || hold != null ? prepared.urgent() : null,
                clock.instant());
        Status begin = begin(judgement.verdict(), request.urgent() != null);
        runs.add(id, request, judgement, begin);
        keepSecrets(id, prepared);
        demands.add(id, judgement.verdict().approvals());
        Run run = runs.get(id);
        events.publishEvent(new RunChanged(null, run, actor.name()));
        if (request.urgent() != null) {
            reports.goesAhead(run, hold);
        }
        if (begin == Status.IN_PROGRESS) {
            chores.add(Runs.CHORE, id);
        }
        return begin == Status.DECLINED ? reports.deny(run, judgement.verdict()) : run;
    }

    private static Status begin(Verdict verdict, boolean isUrgent) {
        return switch (verdict.decision()) {
            case ALLOWED -> Status.IN_PROGRESS;
            case NEEDS_APPROVAL -> isUrgent ? Status.IN_PROGRESS : Status.WAITING_FOR_APPROVAL;
            case DENIED -> Status.DECLINED;
        };
    }

    private void keepSecrets(String id, Prepared prepared) {
        ObjectNode values = prepared.form().values();
        ObjectNode secrets = values.deepCopy().retain(new Form(prepared.action().form()).secrets());
        if (!secrets.isEmpty()) {
            safe.put(Runs.SECRETS_OF + id, secrets.toString());
        }
    }

    static ObjectNode about(Action action) {
        ObjectNode about = Json.object();
        about.put("identifier", action.identifier());
        about.set("title", action.definition().path("title"));
        about.set("icon", action.definition().path("icon"));
        about.put("operation", Json.textAt(action.trigger(), "operation"));
        return about;
    }
}
