package dev.fairway.selfservice.requests;

import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.catalog.Stamp;
import dev.fairway.selfservice.actions.Action;
import dev.fairway.selfservice.engine.DryRun;
import dev.fairway.selfservice.engine.DryRun.DryStep;
import dev.fairway.selfservice.engine.DryRun.Supposed;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.workflows.WorkflowActions;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
class WorkflowDryRunController {

    /**
     * A workflow, and a request for it that was never sent.
     *
     * @param workflow as it is written, kept or not
     * @param trigger identifier of the node that begins it; null for the first
     * @param properties values of its form; of other triggers, the event
     * @param entity identifier of the one that it is about
     * @param outputs by node: what each is supposed to bring about
     * @param outlets by node that asks people: the outlet that they are supposed to choose
     * @param failing nodes that are supposed to fail
     */
    record DryRunBody(
            @Nullable ObjectNode workflow,
            @Nullable String trigger,
            @Nullable ObjectNode properties,
            @Nullable String entity,
            @Nullable ObjectNode outputs,
            @Nullable ObjectNode outlets,
            @Nullable List<String> failing) {

        Supposed supposed() {
            return new Supposed(orEmpty(outputs), orEmpty(outlets), failing == null ? List.of() : List.copyOf(failing));
        }
    }

    /** @param failure why it would end before its last step; null when it would not */
    record DryRunAnswer(
            boolean ok, List<DryStep> steps, @Nullable String failure) {}

    private final Requests requests;
    private final DryRun dryRun;
    private final Clock clock;

    WorkflowDryRunController(Requests requests, DryRun dryRun, Clock clock) {
        this.requests = requests;
        this.dryRun = dryRun;
        this.clock = clock;
    }

    private static ObjectNode orEmpty(@Nullable ObjectNode object) {
        return object == null ? Json.object() : object;
    }

    /** Walks through a workflow without any effect: the steps that would come, and what each would send. Nothing is kept. */
    @PostMapping("/v1/workflows/dry-run")
    @Requires(Permission.MANAGE_ACTIONS)
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    DryRunAnswer dryRun(@RequestBody DryRunBody body, Actor actor) {
        if (body.workflow() == null) {
            throw new InvalidInput("workflow", "is the workflow with its nodes and connections; it is missing");
        }
        Instant now = clock.instant();
        Stamp stamp = new Stamp(now, actor.name(), now, actor.name());
        Action action = WorkflowActions.draft(body.workflow(), body.trigger(), stamp);
        Run run = requests.draft(action, new Requests.Sent(orEmpty(body.properties()), body.entity()), actor, now);
        DryRun.Rehearsal rehearsal = dryRun.of(run, body.supposed());
        return new DryRunAnswer(true, rehearsal.steps(), rehearsal.failure());
    }
}
