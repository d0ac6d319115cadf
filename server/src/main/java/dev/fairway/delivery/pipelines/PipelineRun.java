package dev.fairway.delivery.pipelines;

import dev.fairway.delivery.pipelines.PipelineFile.Stage;
import dev.fairway.shared.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is done with one commit.
 *
 * @param place grows from run to run
 * @param message a sentence on how it stands
 * @param attempt who works on it, counted from 1
 */
record PipelineRun(
        String id,
        long place,
        String repositoryId,
        String branch,
        String commit,
        State state,
        List<StageState> stages,
        String message,
        int attempt,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    enum State {
        QUEUED,
        RUNNING,
        SUCCESS,
        FAILURE,
        CANCELLED;

        boolean isEnded() {
            return this != QUEUED && this != RUNNING;
        }
    }

    enum Outcome {
        WAITING,
        RUNNING,
        SUCCESS,
        FAILURE,
        /** One before it failed. */
        SKIPPED,
        CANCELLED
    }

    /**
     * @param message why it failed, or nothing
     * @param publishes the image that it publishes, such as {@code harbor/parcel} in which registry; null for none
     * @param container image that it names to run in; null for none
     */
    record StageState(
            String name,
            Outcome outcome,
            String message,
            @Nullable String publishes,
            @Nullable String container,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {

        static StageState waiting(Stage stage) {
            PipelineFile.Publish publish = stage.publish();
            return new StageState(
                    stage.name(),
                    Outcome.WAITING,
                    "",
                    publish == null ? null : "%s: %s".formatted(publish.registry(), publish.repository()),
                    stage.container().isEmpty() ? null : stage.container(),
                    null,
                    null);
        }

        StageState running(Instant now) {
            return new StageState(name, Outcome.RUNNING, "", publishes, container, now, null);
        }

        StageState ended(Outcome how, String why, Instant now) {
            return new StageState(name, how, why, publishes, container, startedAt, startedAt == null ? null : now);
        }
    }

    PipelineRun with(String stage, UnaryOperator<StageState> change) {
        return with(stages.stream()
                .map(one -> one.name().equals(stage) ? change.apply(one) : one)
                .toList());
    }

    PipelineRun with(List<StageState> others) {
        return new PipelineRun(
                id,
                place,
                repositoryId,
                branch,
                commit,
                state,
                others,
                message,
                attempt,
                createdBy,
                createdAt,
                startedAt,
                endedAt);
    }

    PipelineRun ended(State how, String why, Instant now) {
        return new PipelineRun(
                id,
                place,
                repositoryId,
                branch,
                commit,
                how,
                stages,
                why,
                attempt,
                createdBy,
                createdAt,
                startedAt,
                now);
    }

    static ArrayNode json(List<StageState> stages) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        stages.forEach(stage -> all.add(Json.MAPPER.<ObjectNode>valueToTree(stage)));
        return all;
    }

    static List<StageState> stages(String json) {
        List<StageState> stages = new ArrayList<>();
        Json.read(json).forEach(one -> stages.add(Json.MAPPER.treeToValue(one, StageState.class)));
        return stages;
    }
}
