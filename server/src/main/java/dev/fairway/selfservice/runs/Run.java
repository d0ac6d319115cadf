package dev.fairway.selfservice.runs;

import dev.fairway.access.Actor;
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
 */
record Run(
        String id,
        long place,
        Request request,
        ObjectNode inputs,
        ObjectNode verdict,
        Progress progress,
        Report report,
        Claim claim) {

    /** Where requests come from. */
    enum Source {
        UI,
        API,
        AUTOMATION
    }

    /**
     * What was asked for, as it was then.
     *
     * @param about identifier, title, icon and operation of the action
     * @param invocation what is called, as it was written
     * @param team whom it is for; null for nobody in particular
     * @param impersonatedBy who sent it on somebody's behalf; null when they did themselves
     */
    record Request(
            ObjectNode about,
            ObjectNode invocation,
            @Nullable String blueprint,
            @Nullable String entity,
            @Nullable String team,
            Source source,
            String by,
            @Nullable String impersonatedBy,
            Instant at) {

        String action() {
            return String.valueOf(Json.textAt(about, "identifier"));
        }
    }

    /** What is known of the effect of a run on the world outside of the database. */
    enum Effect {
        NONE,
        /** It was sent; whether it arrived is not known yet, or never will be. */
        SENT,
        DONE
    }

    record Progress(
            Status status,
            Effect effect,
            Instant updatedAt,
            String updatedBy,
            @Nullable Instant endedAt) {}

    /**
     * Who carries it out, where they fetch it.
     *
     * @param installation null for what Fairway carries out itself
     * @param until while it is hidden from others that would fetch it
     */
    record Claim(
            @Nullable String installation,
            @Nullable Instant until,
            @Nullable Instant ackedAt) {

        boolean isOffered() {
            return installation != null;
        }
    }

    /** What the executor, or whoever carries it out, says of it. */
    record Report(
            @Nullable String statusLabel,
            @Nullable String summary,
            List<String> links,
            @Nullable String externalRunId,
            @Nullable JsonNode payload,
            @Nullable JsonNode response) {

        Report withPayload(JsonNode sent) {
            return new Report(statusLabel, summary, links, externalRunId, sent, response);
        }

        Report withResponse(@Nullable JsonNode answered) {
            return new Report(statusLabel, summary, links, externalRunId, payload, answered);
        }

        Report withSummary(@Nullable String label, @Nullable String sentence) {
            return new Report(label, sentence, links, externalRunId, payload, response);
        }
    }

    /** Whether they asked for it, or sent it for somebody. */
    boolean isOf(Actor actor) {
        return actor.name().equals(request.by()) || actor.name().equals(request.impersonatedBy());
    }

    /** While nothing of it was begun. */
    boolean canBeCancelled() {
        return progress.status() == Status.WAITING_FOR_APPROVAL
                || (progress.status() == Status.IN_PROGRESS
                        && progress.effect() == Effect.NONE
                        && claim.ackedAt() == null);
    }

    /** As the API shows it. */
    ObjectNode json() {
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
        json.set("payload", orNull(report.payload()));
        json.set("response", orNull(report.response()));
        json.set("link", Json.array(report.links()));
        json.put("summary", report.summary());
        json.put("externalRunId", report.externalRunId());
        json.put(
                "pendingExecution",
                claim.isOffered()
                        && claim.ackedAt() == null
                        && !progress.status().hasEnded());
        Instant until = claim.until();
        json.put("claimedUntil", until == null ? null : Timestamps.format(until));
        json.put("installationId", claim.installation());
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
