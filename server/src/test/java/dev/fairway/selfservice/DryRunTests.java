package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.RunningFairway;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Walking through a workflow before anybody asks for it. */
class DryRunTests extends RunningFairway {

    private static final String PATH = "/v1/workflows/dry-run";

    @Test
    void showsWhatEachStepWouldSendAndSendsNothing() {
        try (RecordingServer outside = new RecordingServer(request -> Answer.of(200, "{}"))) {
            admin.post("/v1/organization/secrets", "{'secretName': 'GATE', 'secretValue': 'hush-hush'}");

            Reply walked =
                    walk(outside.url("/{{ .inputs.name }}"), "'properties': {'name': 'pier', 'key': 'secret-key'}");

            assertThat(ways(walked)).containsExactly("start", "make", "look", "ask", "done");
            assertThat(walked.at("/failure").isNull()).isTrue();
            JsonNode sent = walked.at("/steps/1/payload");
            assertThat(sent.at("/url").stringValue()).isEqualTo(outside.url("/pier"));
            assertThat(sent.at("/headers/X-Gate").stringValue()).isEqualTo("*****");
            assertThat(walked.text()).doesNotContain("hush-hush").doesNotContain("secret-key");
            assertThat(walked.at("/steps/4/payload/mapping/identifier").stringValue())
                    .isEqualTo("pier");
            assertThat(outside.requests()).isEmpty();
        }
    }

    @Test
    void goesByWhatStepsAreSupposedToBringAbout() {
        Reply walked = walk(
                "https://example.invalid/",
                "'properties': {'name': 'pier'}, 'outputs': {'make': {'body': {'ok': true, 'id': 7}}}");

        assertThat(ways(walked)).containsExactly("start", "make", "look", "done");
        assertThat(walked.at("/steps/2/outlet").stringValue()).isEqualTo("fine");
        assertThat(walked.at("/steps/3/payload/mapping/properties/made").intValue())
                .isEqualTo(7);
    }

    @Test
    void goesByWhatPeopleAreSupposedToChoose() {
        Reply walked = walk("https://example.invalid/", "'properties': {'name': 'pier'}, 'outlets': {'ask': 'no'}");

        assertThat(ways(walked)).containsExactly("start", "make", "look", "ask");
        assertThat(walked.at("/steps/3/message").stringValue()).contains("\"no\"");
    }

    @Test
    void showsWhatWouldBeUndoneWhenAStepFails() {
        Reply walked = walk(
                "https://example.invalid/",
                "'properties': {'name': 'pier'}, 'outputs': {'make': {'body': {'ok': true, 'id': 7}}}, 'failing': ['done']");

        assertThat(walked.at("/failure").stringValue()).isEqualTo("done failed");
        assertThat(ways(walked)).containsExactly("start", "make", "look", "done", "make");
        assertThat(walked.at("/steps/4/direction").stringValue()).isEqualTo("BACK");
        assertThat(walked.at("/steps/4/payload/url").stringValue()).isEqualTo("https://example.invalid/undo/7");
    }

    @Test
    void namesWhatIsWrongWithTheWorkflowOrTheRequest() {
        assertThat(admin.post(PATH, "{}").text()).contains("workflow");
        assertThat(admin.post(PATH, "{'workflow': {'identifier': 'x', 'nodes': []}}")
                        .text())
                .contains("nodes");
        assertThat(walk("https://example.invalid/", "'properties': {'name': 5}").text())
                .contains("properties.name");
        assertThat(walk("https://example.invalid/", "'trigger': 'none', 'properties': {'name': 'pier'}")
                        .text())
                .contains("\\\"none\\\" is no trigger");
        Reply broken = walk("https://example.invalid/{{ .inputs.name | error }}", "'properties': {'name': 'pier'}");
        assertThat(broken.at("/failure").stringValue()).startsWith("make failed: ");
    }

    private Reply walk(String url, String more) {
        return admin.post(PATH, """
                {'workflow': {'identifier': 'walked', 'nodes': [
                  {'identifier': 'start', 'config': {'type': 'SELF_SERVE_TRIGGER', 'userInputs': {'properties': {
                    'name': {'type': 'string'}, 'key': {'type': 'string', 'encryption': 'aes256-gcm'}}, 'required': ['name']}}},
                  {'identifier': 'make', 'config': {'type': 'WEBHOOK', 'url': '%s',
                    'headers': {'X-Gate': '{{ .secrets.GATE }}'},
                    'compensation': {'type': 'WEBHOOK', 'url': 'https://example.invalid/undo/{{ .outputs.make.body.id }}'}}},
                  {'identifier': 'look', 'config': {'type': 'CONDITION', 'outlets': [
                    {'identifier': 'fine', 'title': 'Fine', 'expression': '.outputs.make.body.ok == true'}]}},
                  {'identifier': 'ask', 'config': {'type': 'INPUT', 'outlets': [
                    {'identifier': 'yes', 'evaluationMethod': 'button', 'button': 'yes'},
                    {'identifier': 'no', 'evaluationMethod': 'button', 'button': 'no'}],
                    'buttons': [{'identifier': 'yes', 'title': 'Yes'}, {'identifier': 'no', 'title': 'No'}]}},
                  {'identifier': 'done', 'config': {'type': 'UPSERT_ENTITY', 'blueprintIdentifier': 'walked',
                    'mapping': {'identifier': '{{ .inputs.name }}', 'properties': {'made': '{{ .outputs.make.body.id }}'}}}}],
                 'connections': [
                  {'sourceIdentifier': 'start', 'targetIdentifier': 'make'},
                  {'sourceIdentifier': 'make', 'targetIdentifier': 'look'},
                  {'sourceIdentifier': 'look', 'sourceOutletIdentifier': 'fine', 'targetIdentifier': 'done'},
                  {'sourceIdentifier': 'look', 'targetIdentifier': 'ask', 'fallback': true},
                  {'sourceIdentifier': 'ask', 'sourceOutletIdentifier': 'yes', 'targetIdentifier': 'done'}]}, %s}""".formatted(url, more));
    }

    private static List<String> ways(Reply walked) {
        return walked.at("/steps").findValuesAsString("node");
    }
}
