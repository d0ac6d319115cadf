package dev.fairway.selfservice.runs;

import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One piece of the work of a run.
 *
 * @param id what whoever carries it out calls it; the same for every attempt
 * @param node its identifier in the graph of the run
 */
public record Step(
        String id,
        String run,
        String node,
        Direction direction,
        Progress progress,
        Work work,
        @Nullable Claim claim) {

    /** Forward, or back when it undoes what the node did. */
    public enum Direction {
        FORWARD,
        BACK
    }

    public enum State {
        /** To be carried out as soon as its time has come. */
        DUE,
        /** It may have had its effect; what came of it is not known yet. */
        SENT,
        /** Somebody outside, a person or the clock ends it. */
        OPEN,
        /** A person has to look whether it had its effect. */
        UNKNOWN,
        ENDED
    }

    public enum Result {
        SUCCESS,
        FAILED,
        CANCELLED
    }

    /**
     * Where it stands.
     *
     * @param result null until it has ended
     * @param happened whether it had its effect, or may have had it
     * @param attempt from 1
     * @param deadline when an open one ends by itself; null for never
     */
    public record Progress(
            State state,
            @Nullable Result result,
            boolean happened,
            int attempt,
            Instant dueAt,
            @Nullable Instant deadline,
            Instant begunAt,
            @Nullable Instant endedAt) {

        public boolean hasEnded() {
            return state == State.ENDED;
        }

        public Progress to(State next) {
            return new Progress(next, null, happened, attempt, dueAt, deadline, begunAt, null);
        }

        /** It may have had its effect from now on. */
        public Progress sent() {
            return new Progress(State.SENT, null, true, attempt, dueAt, deadline, begunAt, null);
        }

        public Progress open(@Nullable Instant until) {
            return new Progress(State.OPEN, null, happened, attempt, dueAt, until, begunAt, null);
        }

        /** Once more. @param next DUE, or SENT when somebody is asked first whether it happened */
        public Progress again(State next, Instant at) {
            return new Progress(next, null, next == State.SENT, attempt + 1, at, null, begunAt, null);
        }

        public Progress ended(Result how, boolean hadEffect, Instant at) {
            return new Progress(State.ENDED, how, hadEffect, attempt, dueAt, null, begunAt, at);
        }
    }

    /**
     * What it did.
     *
     * @param outlet the way that it goes on; null for the only one
     * @param payload what was sent, without secrets
     * @param output what came of it, without secrets
     * @param message the last thing that was said of it
     */
    public record Work(
            @Nullable String outlet,
            @Nullable JsonNode payload,
            @Nullable JsonNode output,
            @Nullable String message,
            @Nullable String externalRunId,
            @Nullable JsonNode links) {

        public static final Work NOTHING = new Work(null, null, null, null, null, null);

        public Work withPayload(JsonNode sent) {
            return new Work(outlet, sent, output, message, externalRunId, links);
        }

        public Work withOutput(@Nullable JsonNode came) {
            return new Work(outlet, payload, came, message, externalRunId, links);
        }

        public Work withMessage(String said) {
            return new Work(outlet, payload, output, said, externalRunId, links);
        }

        public Work withOutlet(@Nullable String chosen) {
            return new Work(chosen, payload, output, message, externalRunId, links);
        }

        public Work withLinks(@Nullable JsonNode shown) {
            return new Work(outlet, payload, output, message, externalRunId, shown);
        }

        public Work withExternalRunId(@Nullable String id) {
            return new Work(outlet, payload, output, message, id, links);
        }
    }

    /**
     * Who carries it out, where they fetch it.
     *
     * @param until while it is hidden from others that would fetch it
     */
    public record Claim(
            String installation,
            @Nullable Instant until,
            @Nullable Instant ackedAt) {}

    public boolean isActive() {
        return !progress.hasEnded();
    }

    /** While nothing of it was begun. */
    public boolean canBeTakenBack() {
        boolean isOffered = progress.state() == State.OPEN && claim != null && claim.ackedAt() == null;
        return progress.state() == State.DUE || isOffered;
    }

    public Step with(Progress now) {
        return new Step(id, run, node, direction, now, work, claim);
    }

    public Step with(Work now) {
        return new Step(id, run, node, direction, progress, now, claim);
    }

    /** As the API shows it, in the words of workflows. */
    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("identifier", id);
        json.put("nodeUid", node);
        json.put("workflowRunIdentifier", run);
        json.put("direction", direction.name());
        json.put("status", progress.hasEnded() ? "COMPLETED" : "IN_PROGRESS");
        json.put("state", progress.state().name());
        json.put("result", progress.result() == null ? null : progress.result().name());
        json.put("attempt", progress.attempt());
        json.put("dueAt", Timestamps.format(progress.dueAt()));
        json.put("deadline", formatted(progress.deadline()));
        json.put("outlet", work.outlet());
        json.set("payload", orNull(work.payload()));
        json.set("output", orNull(work.output()));
        json.put("message", work.message());
        json.put("externalRunId", work.externalRunId());
        json.set("links", orNull(work.links()));
        json.put("installationId", claim == null ? null : claim.installation());
        json.put("claimedUntil", claim == null ? null : formatted(claim.until()));
        json.put("createdAt", Timestamps.format(progress.begunAt()));
        json.put("endedAt", formatted(progress.endedAt()));
        return json;
    }

    /** As integrations read it: with what it does, and with an object where nothing came of it yet. */
    public ObjectNode json(JsonNode config) {
        ObjectNode json = json();
        json.set("config", config);
        json.set("node", Json.object().set("config", config));
        if (!json.path("output").isObject()) {
            json.putObject("output");
        }
        return json;
    }

    private static @Nullable String formatted(@Nullable Instant at) {
        return at == null ? null : Timestamps.format(at);
    }

    private static JsonNode orNull(@Nullable JsonNode node) {
        return node == null ? Json.nothing() : node;
    }
}
