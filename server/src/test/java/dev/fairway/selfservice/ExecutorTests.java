package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.Forge;
import dev.fairway.GitLabSchema;
import dev.fairway.GitLabSchema.Matched;
import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.RecordingServer.Request;
import dev.fairway.RunningFairway;
import dev.fairway.shared.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExecutorTests extends RunningFairway {

    private static final String TOKEN = "only-for-tests-token";

    @BeforeEach
    void keepTokens() {
        for (String name : List.of("GITHUB_TOKEN", "GITLAB_TOKEN")) {
            admin.post("/v1/organization/secrets", "{'secretName': '%s', 'secretValue': '%s'}".formatted(name, TOKEN));
        }
    }

    @Test
    void dispatchesAWorkflowOfGitHubAndFollowsItToItsEnd() {
        AtomicInteger looks = new AtomicInteger();
        int before = Forge.answer(request -> switch (request.path()) {
            case "/repos/harbor/boats%2F..%2Fsecret" -> Answer.of(200, "{\"default_branch\": \"trunk\"}");
            case "/repos/harbor/boats%2F..%2Fsecret/actions/workflows/build.yml/dispatches" ->
                Answer.of(200, "{\"workflow_run_id\": 42, \"html_url\": \"https://github.example/42\"}");
            case "/repos/harbor/boats%2F..%2Fsecret/actions/runs/42" ->
                Answer.of(
                        200,
                        looks.incrementAndGet() == 1
                                ? "{\"status\": \"in_progress\", \"conclusion\": null}"
                                : "{\"status\": \"completed\", \"conclusion\": \"failure\"}");
            default -> Answer.of(404, "");
        });
        String action = action(
                "'type': 'GITHUB', 'org': 'harbor', 'repo': '{{ .inputs.name }}', 'workflow': 'build.yml', 'reportWorkflowStatus': true, 'workflowInputs': {'n': 3, 'who': '{{ .trigger.by.user.email }}'}");

        Reply run = ended(admin.post(runsOf(action), "{'properties': {'name': 'boats/../secret'}}"));

        assertThat(run.at("/run/status").stringValue()).isEqualTo("FAILURE");
        assertThat(run.at("/run/summary").stringValue()).isEqualTo("The workflow ended with failure");
        Request dispatch = Forge.requests(before).get(1);
        assertThat(dispatch.headers()).containsEntry("authorization", "Bearer " + TOKEN);
        assertThat(Json.read(dispatch.body()).at("/ref").stringValue()).isEqualTo("trunk");
        assertThat(Json.read(dispatch.body()).at("/inputs/n").stringValue()).isEqualTo("3");
        assertThat(looks).hasValue(2);
        assertThat(run.text()).doesNotContain(TOKEN);
    }

    @Test
    void createsAPipelineOfGitLabAndFollowsItToItsEnd() {
        int before = Forge.answer(request -> switch (request.path()) {
            case "/api/v4/projects/port%2Fcrane/pipeline" ->
                Answer.of(201, "{\"id\": 7, \"status\": \"created\", \"web_url\": \"https://gitlab.example/7\"}");
            case "/api/v4/projects/port%2Fcrane/pipelines/7" -> Answer.of(200, "{\"id\": 7, \"status\": \"success\"}");
            default -> Answer.of(404, "");
        });
        String action = action(
                "'type': 'GITLAB', 'groupName': 'port', 'projectName': 'crane', 'defaultRef': 'main', 'pipelineVariables': {'NAME': '{{ .inputs.name }}'}");

        Reply run = ended(admin.post(runsOf(action), "{'properties': {'name': 'x'}}"));

        assertThat(run.at("/run/status").stringValue()).isEqualTo("SUCCESS");
        Request created = Forge.requests(before).getFirst();
        assertThat(created.headers()).containsEntry("private-token", TOKEN);
        assertThat(created.body()).isEqualTo("{\"ref\":\"main\",\"variables\":[{\"key\":\"NAME\",\"value\":\"x\"}]}");
        GitLabSchema schema = GitLabSchema.read();
        assertThat(Forge.requests(before)).hasSizeGreaterThan(1).allSatisfy(request -> {
            String path = request.path().replaceFirst("^/api/v4", "");
            Matched call = schema.find(request.method(), path).orElseThrow();
            JsonNode body = request.body().isEmpty() ? null : Json.read(request.body());
            assertThat(schema.complaints(call, Map.of(), body)).isEmpty();
        });
    }

    @Test
    void tellsAWebhookOfAzureDevOpsAndNoOther() {
        String hook = "/harbor/_apis/public/distributedtask/webhooks/build%2F..%2Fother?api-version=6.0-preview";
        int before = Forge.answer(request -> Answer.of(request.path().equals(hook) ? 200 : 404, ""));
        String action = action(
                "'type': 'AZURE_DEVOPS', 'org': 'harbor', 'webhook': '{{ .inputs.name }}', 'payload': {'who': '{{ .trigger.by.user.email }}'}");

        Reply run = ended(admin.post(runsOf(action), "{'properties': {'name': 'build/../other'}}"));

        assertThat(run.at("/run/status").stringValue()).isEqualTo("SUCCESS");
        assertThat(Forge.requests(before)).hasSize(1);
        assertThat(Json.read(Forge.requests(before).getFirst().body())
                        .at("/who")
                        .stringValue())
                .isEqualTo(run.at("/run/createdBy").stringValue());
    }

    @Test
    void runsScriptsWithValuesAsTheirEnvironmentOnly() {
        String action = action(
                "'type': 'SCRIPT', 'script': 'echo \\\"$NAME\\\" in $(pwd); ls -a; env | grep -c SECRET; exit 3', 'environment': {'NAME': '{{ .inputs.name }}'}");

        Reply run = ended(admin.post(runsOf(action), "{'properties': {'name': '$(touch /tmp/injected); x'}}"));

        String output = run.at("/run/response/output").stringValue();
        assertThat(run.at("/run/summary").stringValue()).isEqualTo("The script ended with 3");
        assertThat(output).startsWith("$(touch /tmp/injected); x in /").contains("script.sh", "\n0\n");
        assertThat(Path.of("/tmp/injected")).doesNotExist();
    }

    @Test
    void stopsScriptsThatTakeTooLongWithEverythingThatTheyBegan() {
        String action = action("'type': 'SCRIPT', 'script': 'sleep 3600 & sleep 3600'");

        Reply run = ended(admin.post(runsOf(action), "{}"));

        assertThat(run.at("/run/summary").stringValue()).isEqualTo("The script was stopped after 2 s");
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains("sleep 3600")))
                .isEmpty();
    }

    @Test
    void usesSecretsOfTheOrganisationWithoutEverShowingThem() {
        try (RecordingServer outside = new RecordingServer(request ->
                Answer.of(200, "{\"echo\": \"%s\"}".formatted(request.headers().get("x-key"))))) {
            String action = action(
                    "'type': 'WEBHOOK', 'synchronized': true, 'url': '%s', 'headers': {'X-Key': '{{ .secrets[\\\"GITHUB_TOKEN\\\"] }}'}"
                            .formatted(outside.url("/")));

            Reply run = ended(admin.post(runsOf(action), "{}"));

            assertThat(outside.requests().getFirst().headers()).containsEntry("x-key", TOKEN);
            assertThat(run.at("/run/response/body/echo").stringValue()).isEqualTo("*****");
            assertThat(run.at("/run/payload/headers/X-Key").stringValue()).isEqualTo("*****");
            assertThat(run.text()).doesNotContain(TOKEN);
            assertThat(admin.get("/v1/actions/runs/%s/logs"
                                    .formatted(run.at("/run/id").stringValue()))
                            .text())
                    .doesNotContain(TOKEN);
        }
    }

    private String action(String invocation) {
        String identifier = unique("executed");
        Reply made = admin.post(
                "/v1/actions",
                "{'identifier': '%s', 'trigger': {'type': 'self-service', 'operation': 'CREATE', 'userInputs': {'properties': {'name': {'type': 'string'}}}}, 'invocationMethod': {%s}}"
                        .formatted(identifier, invocation));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return identifier;
    }

    private static String runsOf(String action) {
        return "/v1/actions/" + action + "/runs";
    }

    private Reply ended(Reply asked) {
        String path = "/v1/actions/runs/" + asked.at("/run/id").stringValue();
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> admin.get(path),
                        run -> !run.at("/run/status").asString("").equals("IN_PROGRESS"));
    }
}
