package dev.fairway.selfservice.runs;

import dev.fairway.access.Actor;
import dev.fairway.access.OrganizationSecrets;
import dev.fairway.access.Safe;
import dev.fairway.catalog.Catalog;
import dev.fairway.selfservice.executors.Mask;
import dev.fairway.selfservice.runs.Run.Source;
import dev.fairway.selfservice.runs.Step.Direction;
import dev.fairway.selfservice.workflows.Node;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the expressions of a step see: {@code .inputs}, {@code .entity}, {@code .trigger}, {@code .run} and {@code .action};
 * in workflows also {@code .outputs} by node, {@code .workflow}, {@code .workflowRun} and {@code .workflowNodeRun}; and
 * {@code .secrets}.
 */
@Component
public class RunScopes {

    private final Catalog catalog;
    private final Safe safe;
    private final OrganizationSecrets organization;
    private final Steps steps;

    RunScopes(Catalog catalog, Safe safe, OrganizationSecrets organization, Steps steps) {
        this.catalog = catalog;
        this.safe = safe;
        this.organization = organization;
        this.steps = steps;
    }

    public StepScope of(Run run, Step step, Node node) {
        ObjectNode scope = base(run);
        if (run.request().isWorkflow()) {
            addWorkflow(scope, run, step, node);
        }
        return new StepScope(scope, secretInputs(run.id()), secretsNamedIn(node));
    }

    /** Secrets are read only where an expression may ask for one. */
    private ObjectNode secretsNamedIn(Node node) {
        ObjectNode secrets = Json.object();
        if (node.written().toString().contains(".secrets")) {
            organization.values().forEach(secrets::put);
        }
        return secrets;
    }

    private ObjectNode base(Run run) {
        ObjectNode entity = entity(run);
        ObjectNode scope = Json.object();
        scope.set("inputs", run.inputs().deepCopy());
        if (run.request().source() == Source.AUTOMATION) {
            scope.set("event", run.inputs());
        }
        scope.set("entity", entity == null ? Json.nothing() : entity);
        scope.set("action", run.request().about());
        scope.set("run", Json.object().put("id", run.id()));
        scope.set("trigger", trigger(run));
        return scope;
    }

    private static ObjectNode trigger(Run run) {
        ObjectNode trigger = Json.object();
        trigger.put("origin", run.request().source().name());
        trigger.put("at", Timestamps.format(run.request().at()));
        trigger.put("operation", Json.textAt(run.request().about(), "operation"));
        ObjectNode user = Json.object().put("email", run.request().by());
        trigger.set("by", Json.object().set("user", user));
        return trigger;
    }

    private void addWorkflow(ObjectNode scope, Run run, Step step, Node node) {
        ObjectNode invocation = run.request().invocation();
        scope.set("outputs", outputs(run));
        scope.set(
                "workflow",
                Json.object()
                        .put("identifier", Json.textAt(invocation, "workflow"))
                        .put("version", invocation.path("version").asInt()));
        scope.set("workflowRun", Json.object().put("identifier", run.id()));
        scope.set(
                "workflowNodeRun",
                Json.object()
                        .put("identifier", step.id())
                        .put("nodeUid", node.identifier())
                        .put("attempt", step.progress().attempt()));
    }

    /** By node; the trigger that began it also as {@code trigger}. */
    private ObjectNode outputs(Run run) {
        ObjectNode outputs = Json.object();
        String trigger = Json.textAt(run.request().invocation(), "trigger");
        for (Step step : steps.of(run.id())) {
            JsonNode output = step.work().output();
            if (step.direction() == Direction.FORWARD && output != null) {
                outputs.set(step.node(), output);
                if (step.node().equals(trigger)) {
                    outputs.set("trigger", output);
                }
            }
        }
        return outputs;
    }

    ObjectNode secretInputs(String run) {
        return safe.find(Runs.SECRETS_OF + run)
                .map(secrets -> (ObjectNode) Json.read(secrets))
                .orElseGet(Json::object);
    }

    /** Stars for what the requester keeps secret. */
    public Mask mask(String run) {
        return Mask.of(secretInputs(run));
    }

    /** What the run is about, as it is now; null when it is about nothing, or it is gone. */
    @Nullable
    public ObjectNode entity(Run run) {
        String blueprint = run.request().blueprint();
        String entity = run.request().entity();
        return blueprint == null || entity == null
                ? null
                : catalog.entity(blueprint, entity, Actor.SYSTEM).orElse(null);
    }
}
