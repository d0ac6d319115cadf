package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.Forge;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.RecordingServer.Request;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Steps of workflows that ask a language model, or hand work to an agent. */
class AiStepTests extends Flows {

    private static final String CHAT = "/models/v1/chat/completions";

    @Test
    void asksAModelAndHandsOnWhatItAnswers() {
        admin.post("/v1/organization/secrets", "{'secretName': 'AI_API_KEY', 'secretValue': 'key-of-the-model'}");
        int before = Forge.answer(request -> Answer.of(200, said("{\"tier\": 2}")));
        String workflow = workflow(
                List.of(
                        ask(
                                "'systemPrompt': 'Be brief.', 'userPrompt': 'Which tier has {{ .inputs.name }}?', 'outputSchema': {'type': 'object', 'properties': {'tier': {'type': 'number', 'maximum': 4}}, 'required': ['tier']}"),
                        "{'identifier': 'sort', 'config': {'type': 'CONDITION', 'outlets': [{'identifier': 'second', 'title': 'Second', 'expression': '.outputs.think.output.tier == 2'}]}}",
                        timer("then")),
                List.of("ask think", "think sort", "sort/second then"));

        Reply run = ended(start(workflow, "{'name': 'crane'}"));

        assertThat(results(run)).contains("think SUCCESS", "then SUCCESS");
        Request sent = Forge.requests(before).getFirst();
        assertThat(sent.path()).isEqualTo(CHAT);
        assertThat(sent.headers()).containsEntry("authorization", "Bearer key-of-the-model");
        JsonNode body = Json.read(sent.body());
        assertThat(body.path("model").stringValue()).isEqualTo("small");
        assertThat(body.at("/messages").findValuesAsString("content"))
                .containsExactly("Be brief.", "Which tier has crane?");
        assertThat(body.at("/response_format/json_schema/schema/required/0").stringValue())
                .isEqualTo("tier");
        assertThat(run.text()).doesNotContain("key-of-the-model");
    }

    @Test
    void asksAgainWhenTheAnswerDoesNotFitAndSaysWhatDoesNot() {
        AtomicInteger calls = new AtomicInteger();
        Forge.answer(request ->
                Answer.of(200, said(calls.incrementAndGet() == 1 ? "no idea" : "{\"tier\": \"two\", \"more\": 1}")));
        String workflow = workflow(
                List.of(
                        ask(
                                "'userPrompt': 'Which?', 'model': 'large', 'retry': {'maxAttempts': 2, 'initialInterval': '0s'}, 'outputSchema': {'properties': {'tier': {'type': 'number'}}}")),
                List.of("ask think"));

        Reply run = ended(start(workflow, "{}"));

        assertThat(calls).hasValue(2);
        assertThat(run.at("/run/summary").stringValue())
                .contains("does not fit outputSchema", "\"two\" is not of type number", "output.more");
    }

    @Test
    void saysWhatAModelDoesNotGet() {
        String workflow = workflow(List.of(ask("'userPrompt': 'Which?', 'tools': ['search']")), List.of("ask think"));

        assertThat(ended(start(workflow, "{}")).at("/run/summary").stringValue())
                .contains("no tools here", "AI_AGENT");
    }

    @Test
    void handsWorkToAnAgentThatFetchesItAndReportsItsEnd() {
        String name = unique("berth");
        String workflow = workflow(
                List.of(
                        "{'identifier': 'mend', 'config': {'type': 'CURSOR_AGENT', 'prompt': 'Mend {{ .inputs.name }}'}}"),
                List.of("ask mend"));
        Reply started = start(workflow, "{'name': '%s'}".formatted(name));
        await().until(() -> admin.get("/v1/workflows/runs/" + idOf(started))
                .at("/run/nodeRuns/1/state")
                .asString("")
                .equals("OPEN"));

        JsonNode step = admin.post(
                        "/v1/workflows/runs/claim-pending", "{'installationId': 'CURSOR_AGENT', 'limit': 50}")
                .at("/nodeRuns")
                .valueStream()
                .filter(one -> one.at("/config/prompt").asString("").equals("Mend " + name))
                .findFirst()
                .orElseThrow();
        admin.patch(
                "/v1/workflows/nodes/runs/" + step.path("identifier").stringValue(),
                "{'status': 'COMPLETED', 'result': 'SUCCESS', 'output': {'branch': 'mended'}}");

        Reply ended = ended(started);
        assertThat(results(ended)).contains("mend SUCCESS");
        assertThat(ended.at("/run/nodeRuns/1/output/branch").stringValue()).isEqualTo("mended");
    }

    private static String ask(String config) {
        return "{'identifier': 'think', 'config': {'type': 'AI', %s}}".formatted(config);
    }

    private static String said(String content) {
        return "{\"model\": \"small\", \"choices\": [{\"message\": {\"role\": \"assistant\", \"content\": %s}}], \"usage\": {\"total_tokens\": 9}}"
                .formatted(Json.text(content));
    }
}
