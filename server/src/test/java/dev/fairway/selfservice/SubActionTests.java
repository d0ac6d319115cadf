package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Workflows that ask for other actions and workflows. */
class SubActionTests extends Flows {

    @Test
    void asksForOtherActionsAndWaitsForTheirEnd() {
        String action = unique("workflow");
        admin.post("/v1/actions", """
                {'identifier': '%s', 'trigger': {'type': 'self-service', 'operation': 'CREATE', 'userInputs': {'properties': {'n': {'type': 'number', 'maximum': 3}}}},
                 'invocationMethod': {'type': 'WEBHOOK', 'url': 'http://127.0.0.2:1/', 'agent': true}}""".formatted(action));
        String workflow = workflow(
                List.of(
                        "{'identifier': 'sub', 'config': {'type': 'ACTION', 'action': '%s', 'properties': {'n': '{{ .outputs.trigger.size }}'}}}"
                                .formatted(action)),
                List.of("ask sub"));
        Api member = member();

        Reply refused = ended(member.post("/v1/workflows/%s/runs".formatted(workflow), "{'inputs': {'size': 9}}"));
        assertThat(refused.at("/run/summary").stringValue()).contains("properties.n");

        Reply started = member.post("/v1/workflows/%s/runs".formatted(workflow), "{'inputs': {'size': 2}}");
        await().until(() ->
                !admin.get("/v1/actions/runs?action=" + action).at("/runs").isEmpty());
        JsonNode child = admin.get("/v1/actions/runs?action=" + action).at("/runs/0");
        assertThat(child.at("/createdBy").stringValue())
                .isEqualTo(started.at("/run/createdBy").stringValue());
        admin.patch("/v1/actions/runs/" + child.at("/id").stringValue(), "{'status': 'SUCCESS', 'summary': 'made'}");
        assertThat(ended(started).at("/run/nodeRuns/1/message").stringValue()).isEqualTo("made");
    }

    @Test
    void stopsWhatAsksForItselfWithoutEnd() {
        String workflow = unique("workflow");
        admin.post(
                "/v1/workflows",
                "{'identifier': '%s', 'nodes': [%s, {'identifier': 'self', 'config': {'type': 'ACTION', 'action': '%s'}}], 'connections': [{'sourceIdentifier': 'ask', 'targetIdentifier': 'self'}]}"
                        .formatted(workflow, TRIGGER, workflow));

        Reply run = ended(start(workflow, "{}"));

        assertThat(run.at("/run/result").stringValue()).isEqualTo("FAILED");
        assertThat(admin.get("/v1/actions/runs?action=" + workflow).at("/runs")).hasSize(9);
    }

    @Test
    void stopsWhatItAskedForWhenItIsCancelledAndUndoesThatFirst() {
        try (RecordingServer outside = new RecordingServer(request -> Answer.of(200, "{\"at\": \"x\"}"))) {
            String inner = workflow(
                    List.of(
                            webhook("make", outside, "/make", undo(outside, "/unmake")),
                            "{'identifier': 'hook', 'config': {'type': 'CALLBACK'}}"),
                    List.of("ask make", "make hook"));
            String outer = workflow(
                    List.of(
                            webhook("begin", outside, "/begin", undo(outside, "/undo-begin")),
                            "{'identifier': 'sub', 'config': {'type': 'ACTION', 'action': '%s'}}".formatted(inner)),
                    List.of("ask begin", "begin sub"));
            Reply started = start(outer, "{}");
            await().until(() ->
                    !admin.get("/v1/actions/runs?action=" + inner).at("/runs").isEmpty());
            String child = admin.get("/v1/actions/runs?action=" + inner)
                    .at("/runs/0/id")
                    .stringValue();
            await().until(() -> admin.get("/v1/workflows/runs/" + child).text().contains("hook"));

            admin.post("/v1/actions/runs/%s/cancel".formatted(idOf(started)), "{'reason': 'not today'}");

            assertThat(ended(started).at("/run/result").stringValue()).isEqualTo("CANCELLED");
            assertThat(admin.get("/v1/workflows/runs/" + child)
                            .at("/run/result")
                            .stringValue())
                    .isEqualTo("CANCELLED");
            assertThat(outside.requests())
                    .extracting(RecordingServer.Request::path)
                    .containsExactly("/begin", "/make", "/unmake", "/undo-begin");
        }
    }
}
