package dev.fairway.selfservice.runs;

import dev.fairway.access.Actor;
import dev.fairway.selfservice.workflows.Graph;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request and what became of it.
 *
 * @param place grows from request to request
 * @param inputs by name; those that nobody may read again are stars
 * @param verdict what the rules said of it last; empty for requests from before there were rules
 * @param only what an action is carried out by; null for a workflow, and before it began
 */
public record Run(
        String id,
        long place,
        Request request,
        ObjectNode inputs,
        ObjectNode verdict,
        Progress progress,
        Report report,
        @Nullable Step only) {

    public static final String WORKFLOW = "WORKFLOW";

    /** Where requests come from. */
    public enum Source {
        UI,
        API,
        AUTOMATION
    }

    /**
     * What was asked for, as it was then.
     *
     * @param about identifier, title, icon and operation of the action
     * @param invocation what is called, as it was written; of a workflow its nodes and connections
     * @param team whom it is for; null for nobody in particular
     * @param impersonatedBy who sent it on somebody's behalf; null when they did themselves
     * @param parent id of the step of another run that waits for its end; null for none
     * @param chain automations that led to it, in their order
     * @param urgent why it was carried out before it was approved; null when it was not
     */
    public record Request(
            ObjectNode about,
            ObjectNode invocation,
            @Nullable String blueprint,
            @Nullable String entity,
            @Nullable String team,
            Source source,
            String by,
            @Nullable String impersonatedBy,
            @Nullable String parent,
            List<String> chain,
            @Nullable String urgent,
            Instant at) {

        public String action() {
            return String.valueOf(Json.textAt(about, "identifier"));
        }

        public boolean isWorkflow() {
            return WORKFLOW.equals(Json.textAt(invocation, "type"));
        }

        public Graph graph() {
            return isWorkflow() ? Graph.of(invocation) : Graph.ofAction(invocation);
        }
    }

    /** Why a run ends before its last step: what was done is undone then. */
    public enum Ending {
        FAILED,
        CANCELLED
    }

    /**
     * Where it stands.
     *
     * @param ending null while nothing is undone
     * @param reason why it ends; null while it does not
     */
    public record Progress(
            Status status,
            @Nullable Ending ending,
            @Nullable String reason,
            Instant updatedAt,
            String updatedBy,
            @Nullable Instant endedAt) {}

    /** What the executor, or whoever carries it out, says of it. */
    public record Report(
            @Nullable String statusLabel,
            @Nullable String summary,
            List<String> links,
            @Nullable String externalRunId) {

        public Report withSummary(@Nullable String label, @Nullable String sentence) {
            return new Report(label, sentence, links, externalRunId);
        }
    }

    /** Whether they asked for it, or sent it for somebody. */
    public boolean isOf(Actor actor) {
        return actor.name().equals(request.by()) || actor.name().equals(request.impersonatedBy());
    }

    /** While nothing of it was begun; what a workflow has done can be undone. */
    public boolean canBeCancelled() {
        if (progress.status() == Status.WAITING_FOR_APPROVAL) {
            return true;
        }
        boolean canStop = request.isWorkflow() ? progress.ending() == null : only == null || only.canBeTakenBack();
        return progress.status() == Status.IN_PROGRESS && canStop;
    }

    /** As the API shows it. */
    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("status", progress.status().name());
        json.put("statusLabel", report.statusLabel());
        json.set("action", request.about());
        json.set("blueprint", named(request.blueprint()));
        json.set("entity", named(request.entity()));
        json.put("team", request.team());
        json.set("properties", inputs);
        json.set("rawProperties", inputs);
        json.put("source", request.source().name());
        json.put("requiredApproval", !verdict.path("approvals").isEmpty());
        json.set("verdict", verdict);
        json.set("payload", orNull(only == null ? null : only.work().payload()));
        json.set("response", orNull(only == null ? null : only.work().output()));
        json.set("link", Json.array(report.links()));
        json.put("summary", report.summary());
        json.put("externalRunId", report.externalRunId());
        Step.Claim claim = only == null ? null : only.claim();
        boolean isPending = claim != null && claim.ackedAt() == null;
        json.put("pendingExecution", isPending && !progress.status().hasEnded());
        json.put("claimedUntil", claim == null || claim.until() == null ? null : Timestamps.format(claim.until()));
        json.put("installationId", claim == null ? null : claim.installation());
        json.put("urgent", request.urgent());
        json.put("createdBy", request.by());
        json.put("impersonatedBy", request.impersonatedBy());
        json.put("updatedBy", progress.updatedBy());
        json.put("createdAt", Timestamps.format(request.at()));
        json.put("updatedAt", Timestamps.format(progress.updatedAt()));
        Instant ended = progress.endedAt();
        json.put("endedAt", ended == null ? null : Timestamps.format(ended));
        return json;
    }

    private static JsonNode named(@Nullable String identifier) {
        return identifier == null ? Json.nothing() : Json.object().put("identifier", identifier);
    }

    private static JsonNode orNull(@Nullable JsonNode node) {
        return node == null ? Json.nothing() : node;
    }
}
