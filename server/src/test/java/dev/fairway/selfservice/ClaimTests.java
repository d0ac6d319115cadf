package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ClaimTests extends RunningFairway {

    private static final String CLAIM = "/v1/actions/runs/claim-pending";
    private static final String ACK = "/v1/actions/runs/ack";

    @Test
    void handsARunToOneAtATimeAndForGoodToOne() throws Exception {
        String installation = unique("ocean");
        String action = integrationAction(installation);
        String run = ask(action);

        JsonNode claimed = claimed(installation);
        Reply again = claim(installation, 1);
        Reply taken = admin.patch(ACK, "{'runId': '%s'}".formatted(run));

        assertThat(claimed.path("id").stringValue()).isEqualTo(run);
        assertThat(claimed.at("/action/identifier").stringValue()).isEqualTo(action);
        assertThat(claimed.at("/payload/type").stringValue()).isEqualTo("INTEGRATION_ACTION");
        assertThat(claimed.at("/payload/installationId").stringValue()).isEqualTo(installation);
        assertThat(claimed.at("/payload/integrationActionExecutionProperties/workflowInputs/name")
                        .stringValue())
                .isEqualTo("boat");
        assertThat(Sealed.opened(claimed.at("/payload/integrationActionExecutionProperties/workflowInputs/token")
                        .stringValue()))
                .isEqualTo("hush");
        assertThat(again.at("/runs")).isEmpty();
        assertThat(taken.at("/ackedCount").intValue()).isEqualTo(1);
        assertThat(admin.patch(ACK, "{'runId': '%s'}".formatted(run)).status()).isEqualTo(409);
        assertThat(admin.get("/v1/actions/runs/" + run)
                        .at("/run/pendingExecution")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void handsARunOutAgainWhenTheClaimIsOver() {
        String installation = unique("ocean");
        String run = ask(integrationAction(installation));
        claimed(installation);

        await().until(() -> claim(installation, 60_000).at("/runs").findValuesAsString("id"), List.of(run)::equals);
    }

    @Test
    void endsAsWhoeverCarriesItOutReports() {
        String installation = unique("ocean");
        String run = ask(integrationAction(installation));
        claimed(installation);
        admin.patch(ACK, "{'runIds': ['%s']}".formatted(run));

        admin.post("/v1/actions/runs/%s/logs".formatted(run), "{'message': 'the token is hush'}");
        Reply ended = admin.patch(
                "/v1/actions/runs/" + run,
                "{'status': 'SUCCESS', 'externalRunId': 'gh-1', 'summary': 'used hush', 'link': 'https://example.com/?t=hush'}");

        assertThat(ended.at("/run/status").stringValue()).isEqualTo("SUCCESS");
        assertThat(ended.text()).contains("used *****").doesNotContain("hush");
        assertThat(admin.get("/v1/actions/runs/%s/logs".formatted(run)).text())
                .contains("the token is *****")
                .doesNotContain("hush");
        assertThat(claim(installation, 1).at("/runs")).isEmpty();
    }

    @Test
    void handsCallsToAnAgentSigned() {
        String action = action("""
                {'type': 'WEBHOOK', 'agent': true, 'url': 'http://inside.example/{{ .inputs.name }}', 'method': 'PUT',
                 'body': {'name': '{{ .inputs.name }}'}}""");
        String run = ask(action);

        JsonNode claimed = await().until(
                        () -> admin.post(
                                        CLAIM,
                                        "{'installationId': '_PORT_EXEC_AGENT', 'limit': 100, 'invocationMethod': 'WEBHOOK', 'visibilityTimeoutMs': 100}")
                                .at("/runs"),
                        runs -> runs.findValuesAsString("id").contains(run));

        JsonNode payload = claimed.valueStream()
                .filter(one -> one.path("id").stringValue().equals(run))
                .findFirst()
                .orElseThrow()
                .path("payload");
        assertThat(payload.path("url").stringValue()).isEqualTo("http://inside.example/boat");
        assertThat(payload.path("method").stringValue()).isEqualTo("PUT");
        assertThat(payload.at("/body/name").stringValue()).isEqualTo("boat");
        assertThat(payload.at("/headers/x-port-signature").stringValue()).startsWith("v1,");
        Reply answered = admin.patch("/v1/actions/runs/%s/response".formatted(run), "{'response': {'status': 201}}");
        assertThat(answered.at("/run/response/status").intValue()).isEqualTo(201);
    }

    @Test
    void handsStepsOfWorkflowsOutAsIntegrationsReadThem() {
        String installation = unique("ocean");
        String workflow = unique("claimed");
        Reply made = admin.post("/v1/workflows", """
                {'identifier': '%s', 'nodes': [{'identifier': 'ask', 'config': {'type': 'SELF_SERVE_TRIGGER'}},
                 {'identifier': 'go', 'config': {'type': 'INTEGRATION_ACTION', 'installationId': '%s', 'integrationProvider': 'GITHUB',
                  'integrationInvocationType': 'dispatch_workflow'}}],
                 'connections': [{'sourceIdentifier': 'ask', 'targetIdentifier': 'go'}]}""".formatted(workflow, installation));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String run = admin.post("/v1/workflows/%s/runs".formatted(workflow), "{}")
                .at("/run/identifier")
                .stringValue();
        await().until(() -> admin.get("/v1/workflows/runs/" + run)
                .at("/run/nodeRuns/1/state")
                .asString("")
                .equals("OPEN"));
        String claim = "{'installationId': '%s', 'exclude': ['%s']}";

        assertThat(admin.post("/v1/workflows/runs/claim-pending", claim.formatted(installation, "go"))
                        .at("/nodeRuns"))
                .isEmpty();
        JsonNode step = admin.post("/v1/workflows/runs/claim-pending", claim.formatted(installation, "other"))
                .at("/nodeRuns/0");

        assertThat(step.path("output").isObject()).isTrue();
        assertThat(step.at("/config/integrationInvocationType").stringValue()).isEqualTo("dispatch_workflow");
        assertThat(step.at("/config/integrationActionExecutionProperties").isObject())
                .isTrue();
        assertThat(step.at("/node/config")).isEqualTo(step.path("config"));
    }

    @Test
    void leavesOutActionsThatAreNotWantedAndSaysWhatIsWrong() {
        String installation = unique("ocean");
        String action = integrationAction(installation);
        String run = ask(action);
        await().until(() ->
                admin.get("/v1/actions/runs/" + run).at("/run/pendingExecution").booleanValue());

        assertThat(admin.post(CLAIM, "{'installationId': '%s', 'exclude': ['%s']}".formatted(installation, action))
                        .at("/runs"))
                .isEmpty();
        assertThat(admin.post(CLAIM, "{}").status()).isEqualTo(422);
        assertThat(admin.post(CLAIM, "{'installationId': 'x', 'limit': 1000}").status())
                .isEqualTo(422);
        assertThat(admin.patch(ACK, "{}").status()).isEqualTo(422);
        assertThat(member().post(CLAIM, "{'installationId': 'x'}").status()).isEqualTo(403);
    }

    private JsonNode claimed(String installation) {
        return await().until(() -> claim(installation, 400).at("/runs/0"), run -> !run.isMissingNode());
    }

    private Reply claim(String installation, long hidden) {
        return admin.post(
                CLAIM,
                "{'installationId': '%s', 'limit': 10, 'visibilityTimeoutMs': %d}".formatted(installation, hidden));
    }

    private String ask(String action) {
        Reply asked = admin.post(
                "/v1/actions/%s/runs".formatted(action), "{'properties': {'name': 'boat', 'token': 'hush'}}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return asked.at("/run/id").stringValue();
    }

    private String integrationAction(String installation) {
        return action("""
                {'type': 'INTEGRATION_ACTION', 'installationId': '%s', 'integrationActionType': 'dispatch_workflow',
                 'integrationActionExecutionProperties': {'org': 'shop', 'repo': 'deploy', 'workflow': 'run.yml',
                   'workflowInputs': {'name': '{{ .inputs.name }}', 'token': '{{ .inputs.token }}'}}}""".formatted(installation));
    }

    private String action(String invocation) {
        String identifier = unique("claimed");
        Reply made = admin.post("/v1/actions", """
                {'identifier': '%s', 'trigger': {'type': 'self-service', 'operation': 'CREATE', 'userInputs': {'properties': {
                  'name': {'type': 'string'}, 'token': {'type': 'string', 'encryption': 'aes256-gcm'}}}},
                 'invocationMethod': %s}""".formatted(identifier, invocation));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return identifier;
    }
}
