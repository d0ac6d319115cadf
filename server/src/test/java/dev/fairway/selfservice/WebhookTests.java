package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.RunningFairway;
import dev.fairway.shared.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WebhookTests extends RunningFairway {

    private static final String INPUTS = """
            'userInputs': {'properties': {'name': {'type': 'string'}, 'token': {'type': 'string', 'encryption': 'aes256-gcm'}}}""";

    @Test
    void sendsWhatTheTemplateSaysSignedAndNamed() throws Exception {
        try (RecordingServer outside = new RecordingServer(request -> Answer.of(200, "{\"made\": 1}"))) {
            String action = action(
                    "'url': '%s', 'method': 'PUT', 'synchronized': true, 'headers': {'X-Token': '{{ .inputs.token }}'}, 'body': {'{{ .inputs.name }}': '{{ .inputs }}'}"
                            .formatted(outside.url("/hook?for={{ .inputs.name }}")));

            Reply run = ended(admin.post(runsOf(action), "{'properties': {'name': 'boat', 'token': 'hush'}}"));

            RecordingServer.Request sent = outside.requests().getFirst();
            assertThat(outside.requests()).hasSize(1);
            assertThat(sent.method()).isEqualTo("PUT");
            assertThat(sent.path()).isEqualTo("/hook?for=boat");
            JsonNode body = Json.read(sent.body());
            assertThat(body.at("/boat/name").stringValue()).isEqualTo("boat");
            assertThat(Sealed.opened(body.at("/boat/token").stringValue())).isEqualTo("hush");
            assertThat(Sealed.opened(sent.headers().get("x-token"))).isEqualTo("hush");
            assertThat(sent.headers())
                    .containsEntry("idempotency-key", run.at("/run/id").stringValue())
                    .containsEntry(
                            "x-port-signature", Sealed.signature(sent.headers().get("x-port-timestamp"), sent.body()));
            assertThat(run.at("/run/status").stringValue()).isEqualTo("SUCCESS");
            assertThat(run.at("/run/response").toString()).isEqualTo("{\"statusCode\":200,\"body\":{\"made\":1}}");
            assertThat(run.text()).doesNotContain("hush");
        }
    }

    @Test
    void callsFairwayItselfSignedIn() {
        String team = unique("team");
        String action = action(
                "'url': '/v1/teams/{{ .inputs.name }}', 'method': 'PATCH', 'synchronized': true, 'body': {'description': 'Told by an action'}");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(team));

        Reply run = ended(admin.post(runsOf(action), "{'properties': {'name': '%s'}}".formatted(team)));

        assertThat(run.at("/run/status").stringValue()).isEqualTo("SUCCESS");
        assertThat(run.at("/run/response/statusCode").intValue()).isEqualTo(200);
        assertThat(admin.get("/v1/teams/" + team).at("/team/description").stringValue())
                .isEqualTo("Told by an action");
        assertThat(run.text()).doesNotContain("Bearer");
    }

    @Test
    void letsNobodyChooseWhichOperationOfFairwayIsCalled() {
        String team = unique("team");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(team));
        String action = action(
                "'url': '/v1/blueprints/{{ .inputs.name }}', 'method': 'DELETE', 'synchronized': true, 'headers': {'Authorization': 'Bearer none'}");

        Reply run = ended(admin.post(runsOf(action), "{'properties': {'name': '../teams/%s'}}".formatted(team)));

        assertThat(run.at("/run/status").stringValue()).isEqualTo("FAILURE");
        assertThat(admin.get("/v1/teams/" + team).status()).isEqualTo(200);
    }

    @Test
    void callsNobodySignedInWhoseAddressWasTyped() {
        String action = action("'url': '{{ .inputs.name }}', 'synchronized': true");

        Reply run = ended(admin.post(runsOf(action), "{'properties': {'name': '/v1/teams'}}"));

        assertThat(run.at("/run/status").stringValue()).isEqualTo("FAILURE");
        assertThat(run.at("/run/response").isNull()).isTrue();
    }

    @Test
    void failsWithTheAnswerOfASynchronizedCall() {
        try (RecordingServer outside = new RecordingServer(request -> Answer.of(500, "broken"))) {
            Reply run = ended(admin.post(
                    runsOf(action("'synchronized': 'true', 'url': '%s'".formatted(outside.url("/")))), "{}"));

            assertThat(run.at("/run/status").stringValue()).isEqualTo("FAILURE");
            assertThat(run.at("/run/summary").stringValue()).isEqualTo("The webhook answered 500");
            assertThat(run.at("/run/response/body").stringValue()).isEqualTo("broken");
        }
    }

    @Test
    void goesOnUntilTheEndIsReported() {
        try (RecordingServer outside = new RecordingServer(request -> Answer.of(202, ""))) {
            Reply asked = admin.post(runsOf(action("'url': '%s'".formatted(outside.url("/")))), "{}");
            String path = "/v1/actions/runs/" + asked.at("/run/id").stringValue();
            await().until(() -> admin.get(path + "/logs").at("/runLogs").size() == 1);

            admin.post(path + "/logs", "{'message': 'half way'}");
            Reply reported = admin.patch(
                    path,
                    "{'status': 'SUCCESS', 'statusLabel': 'Ready', 'link': 'https://example.com', 'externalRunId': 'x-1'}");

            assertThat(reported.at("/run/status").stringValue()).isEqualTo("SUCCESS");
            assertThat(reported.at("/run/link").toString()).isEqualTo("[\"https://example.com\"]");
            assertThat(admin.get("/v1/actions/runs?external_run_id=x-1")
                            .at("/runs")
                            .findValuesAsString("statusLabel"))
                    .containsExactly("Ready");
            assertThat(admin.patch(path, "{'status': 'FAILURE'}").error()).isEqualTo("run_has_ended");
            assertThat(admin.patch(path, "{'status': 'DECLINED'}").status()).isEqualTo(422);
            assertThat(admin.get(path + "/logs").at("/runLogs").findValuesAsString("message"))
                    .containsExactly("The webhook answered 202", "half way");
        }
    }

    @Test
    void letsOnlyAdministratorsReport() {
        Api member = member();
        Reply asked = member.post(runsOf(action("'url': 'https://example.invalid/'")), "{}");
        String path = "/v1/actions/runs/" + asked.at("/run/id").stringValue();

        assertThat(member.patch(path, "{'status': 'SUCCESS'}").status()).isEqualTo(403);
        assertThat(member.post(path + "/logs", "{'message': 'x'}").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "[::1]",
                "0.0.0.0",
                "2130706433",
                "0x7f.1",
                "[::ffff:127.0.0.1]",
                "10.0.0.1"
            })
    void callsNothingInside(String host) {
        try (RecordingServer inside = new RecordingServer("127.0.0.1", request -> Answer.of(200, ""))) {
            Reply run =
                    ended(admin.post(runsOf(action("'url': 'http://%s:%d/'".formatted(host, inside.port()))), "{}"));

            assertThat(run.at("/run/status").stringValue()).isEqualTo("FAILURE");
            assertThat(inside.requests()).isEmpty();
        }
    }

    @Test
    void followsNoRedirectToTheInside() {
        try (RecordingServer inside = new RecordingServer("127.0.0.1", request -> Answer.of(200, ""));
                RecordingServer outside = new RecordingServer(
                        request -> new Answer(307, Map.of("Location", inside.url("/secret")), ""))) {
            Reply run = ended(
                    admin.post(runsOf(action("'synchronized': true, 'url': '%s'".formatted(outside.url("/")))), "{}"));

            assertThat(run.at("/run/summary").stringValue()).contains("127.0.0.1 is not a public address");
            assertThat(inside.requests()).isEmpty();
        }
    }

    @Test
    void tellsAnotherHostNothingOfTheHeaders() {
        try (RecordingServer second = new RecordingServer(request -> Answer.of(200, "there"));
                RecordingServer first =
                        new RecordingServer(request -> new Answer(307, Map.of("Location", second.url("/moved")), ""))) {
            ended(admin.post(
                    runsOf(action("'synchronized': true, 'url': '%s', 'headers': {'Authorization': 'key'}"
                            .formatted(first.url("/")))),
                    "{}"));

            assertThat(first.requests().getFirst().headers()).containsEntry("authorization", "key");
            assertThat(second.requests().getFirst().path()).isEqualTo("/moved");
            assertThat(second.requests().getFirst().headers()).doesNotContainKey("authorization");
        }
    }

    @Test
    void fillsInNothingThatAnInputBrings() {
        try (RecordingServer outside = new RecordingServer(request -> Answer.of(200, ""))) {
            String action = action("'synchronized': true, 'url': '%s', 'body': {'said': 'You said {{ .inputs.name }}'}"
                    .formatted(outside.url("/")));

            ended(admin.post(runsOf(action), "{'properties': {'name': '{{ .inputs.token }}', 'token': 'hush'}}"));

            assertThat(outside.requests().getFirst().body()).isEqualTo("{\"said\":\"You said {{ .inputs.token }}\"}");
        }
    }

    private static String runsOf(String action) {
        return "/v1/actions/%s/runs".formatted(action);
    }

    private Reply ended(Reply asked) {
        String path = "/v1/actions/runs/" + asked.at("/run/id").stringValue();
        return await().until(
                        () -> admin.get(path),
                        reply -> !reply.at("/run/endedAt").isNull());
    }

    private String action(String invocation) {
        String identifier = unique("action");
        Reply made = admin.post(
                "/v1/actions",
                "{'identifier': '%s', 'trigger': {'type': 'self-service', 'operation': 'CREATE', %s}, 'invocationMethod': {'type': 'WEBHOOK', %s}}"
                        .formatted(identifier, INPUTS, invocation));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return identifier;
    }
}
