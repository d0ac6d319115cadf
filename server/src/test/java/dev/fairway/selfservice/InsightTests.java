package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InsightTests extends RunningFairway {

    @Test
    void countsRequestsByWhatBecameOfThemAndWhatTheirTimeIsMadeOf() {
        String things = blueprint("'schema': {'properties': {'size': {'type': 'number'}}}");
        String action = unique("insight");
        admin.post("/v1/actions", """
                {'identifier': '%s', 'title': 'Insight', 'trigger': {'type': 'self-service', 'operation': 'CREATE', 'userInputs': {'properties': {
                  'name': {'type': 'string'}, 'size': {'type': 'number'}}}},
                 'invocationMethod': {'type': 'UPSERT_ENTITY', 'blueprintIdentifier': '%s',
                  'mapping': {'identifier': '{{ .inputs.name }}', 'properties': {'size': '{{ .inputs.size }}'}}}}""".formatted(action, things));
        String about = "'scope': {'actions': ['%s']}".formatted(action);
        String denial = unique("Too big");
        admin.post(
                "/v1/policy/rules",
                "{'identifier': '%s', 'title': '%s', 'when': 'inputs.size > 10', 'effect': 'DENY', 'message': 'x', %s}"
                        .formatted(unique("rule"), denial, about));
        admin.post("/v1/policy/rules", """
                {'identifier': '%s', 'title': 'Ask', 'when': 'inputs.size > 5', 'effect': 'REQUIRE_APPROVAL', 'message': 'x',
                 'approvers': {'roles': ['Admin']}, %s}""".formatted(unique("rule"), about));
        Api requester = member();
        String runs = "/v1/actions/%s/runs".formatted(action);

        ended(requester.post(runs, "{'properties': {'name': 'a', 'size': 1}}"));
        Reply asked = requester.post(runs, "{'properties': {'name': 'b', 'size': 6}}");
        admin.patch(
                "/v1/actions/runs/%s/approval".formatted(asked.at("/run/id").stringValue()), "{'status': 'APPROVE'}");
        ended(asked);
        requester.post(runs, "{'properties': {'name': 'c', 'size': 11}}");
        ended(requester.post(runs, "{'properties': {'name': 'not possible / ', 'size': 2}}"));
        requester.post(runs, "{'properties': {'name': 'd', 'size': 7}}");

        JsonNode report = admin.get("/v1/self-service/insights?days=1").at("/report");
        JsonNode mine = report.path("actions")
                .valueStream()
                .filter(one -> one.path("action").stringValue().equals(action))
                .findFirst()
                .orElseThrow();
        assertThat(mine.path("requests").intValue()).isEqualTo(5);
        assertThat(mine.path("succeeded").intValue()).isEqualTo(2);
        assertThat(mine.path("withoutPerson").intValue()).isEqualTo(1);
        assertThat(mine.path("denied").intValue()).isEqualTo(1);
        assertThat(mine.path("failed").intValue()).isEqualTo(1);
        assertThat(mine.path("open").intValue()).isEqualTo(1);
        assertThat(mine.path("approvalSeconds").doubleValue()).isPositive();
        assertThat(mine.path("queueSeconds").doubleValue()).isNotNegative();
        assertThat(mine.path("workSeconds").doubleValue()).isNotNegative();
        assertThat(report.path("causes").findValuesAsString("cause")).contains(denial);
        assertThat(admin.get("/v1/self-service/insights?days=0").status()).isEqualTo(422);
        assertThat(member().get("/v1/self-service/insights").status()).isEqualTo(403);
    }

    private void ended(Reply asked) {
        String path = "/v1/actions/runs/" + asked.at("/run/id").stringValue();
        await().until(() -> !admin.get(path).at("/run/endedAt").isNull());
    }
}
