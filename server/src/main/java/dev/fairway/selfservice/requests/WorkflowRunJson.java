package dev.fairway.selfservice.requests;

import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.Run.Ending;
import dev.fairway.selfservice.runs.Step;
import dev.fairway.selfservice.runs.Step.Direction;
import dev.fairway.selfservice.workflows.Node;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A run of a workflow in the words of the contract for workflows. */
final class WorkflowRunJson {

    private WorkflowRunJson() {}

    static ObjectNode of(Run run, List<Step> steps) {
        ObjectNode invocation = run.request().invocation();
        ObjectNode json = Json.object().put("identifier", run.id());
        json.put("status", status(run));
        json.put("result", result(run));
        json.put("summary", run.report().summary());
        ObjectNode workflow = json.putObject("workflow");
        workflow.put("identifier", Json.textAt(invocation, "workflow"));
        workflow.put("version", invocation.path("version").asInt());
        json.put("trigger", Json.textAt(invocation, "trigger"));
        json.set("inputs", run.inputs());
        json.set("variables", outputs(steps));
        json.set("nodeRuns", nodeRuns(run, steps));
        json.put("createdBy", run.request().by());
        json.put("createdAt", Timestamps.format(run.request().at()));
        json.put("updatedAt", Timestamps.format(run.progress().updatedAt()));
        Instant ended = run.progress().endedAt();
        json.put("endedAt", ended == null ? null : Timestamps.format(ended));
        return json;
    }

    /** Each step with the title and the type of its node. */
    static ArrayNode nodeRuns(Run run, List<Step> steps) {
        ArrayNode list = Json.array();
        for (Step step : steps) {
            Node node = run.request().graph().node(step.node());
            ObjectNode one = step.json();
            one.put("title", node.title());
            one.put("type", Json.textAt(node.config(), "type"));
            list.add(one);
        }
        return list;
    }

    private static ObjectNode outputs(List<Step> steps) {
        ObjectNode outputs = Json.object();
        steps.stream()
                .filter(step ->
                        step.direction() == Direction.FORWARD && step.work().output() != null)
                .forEach(step -> outputs.set(step.node(), step.work().output()));
        return outputs;
    }

    private static String status(Run run) {
        if (run.progress().status().hasEnded()) {
            return "COMPLETED";
        }
        return run.progress().ending() == Ending.CANCELLED ? "CANCELLING" : "IN_PROGRESS";
    }

    private static @Nullable String result(Run run) {
        return switch (run.progress().status()) {
            case SUCCESS -> "SUCCESS";
            case DECLINED -> "CANCELLED";
            case FAILURE -> "FAILED";
            case IN_PROGRESS, WAITING_FOR_APPROVAL -> null;
        };
    }
}
