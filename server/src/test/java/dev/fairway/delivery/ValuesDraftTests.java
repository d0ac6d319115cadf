package dev.fairway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.shared.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Values that somebody writes in a form, before they count. */
class ValuesDraftTests extends OnRepositories {

    private static final String VALUES = "/v1/repositories/platform/values";

    private String service;

    @BeforeEach
    void add() {
        service = unique("parcel");
        Reply added = developer.api().post("/v1/deliveries", """
                {'name': '%s', 'team': '%s', 'values': {'kind': 'service', 'image': {'repository': 'registry.example/harbor/parcel'},
                 'port': 8080, 'health': {'path': '/health'}, 'cpu': '100m', 'memory': '128Mi'}}""".formatted(service, team));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
    }

    @Test
    void sayWhatTheyWouldMakeAndCost() {
        Reply draft = preview("'layer': 'ENVIRONMENT', 'changes': {'/replicas': 4, '/memory': '1Gi'}");

        assertThat(draft.status()).as(draft.text()).isEqualTo(200);
        assertThat(draft.at("/file").stringValue()).isEqualTo("services/%s/development/values.yaml".formatted(service));
        assertThat(draft.at("/before").stringValue()).isEmpty();
        assertThat(draft.at("/text").stringValue()).contains("replicas: 4", "memory: \"1Gi\"");
        assertThat(draft.at("/problems")).isEmpty();
        assertThat(draft.at("/changes/objects/0/fields").findValuesAsString("path"))
                .contains("/spec/replicas");
        assertThat(draft.at("/cost/after").decimalValue())
                .isGreaterThan(draft.at("/cost/before").decimalValue());
        assertThat(preview("'layer': 'SERVICE'").at("/changes/objects")).isEmpty();
    }

    @Test
    void sayAtWhichPathTheyAreWrongAndWhatTheRulesObjectTo() {
        Reply wrong =
                preview("'layer': 'SERVICE', 'text': 'replicas: many\\nimage: {repository: registry.example/x}\\n'");
        Reply unreadable = preview("'layer': 'SERVICE', 'text': 'a: [1'");

        assertThat(wrong.at("/problems").findValuesAsString("path")).contains("/replicas");
        assertThat(wrong.at("/changes/objects")).isEmpty();
        assertThat(unreadable.at("/problems/0/file").stringValue())
                .isEqualTo("services/%s/values.yaml".formatted(service));
    }

    @Test
    void areProposedForSomebodyOfTheTeamWhoMayNotWriteToTheValues() {
        Reply proposed = propose(
                developer.api(), "{'layer': 'SERVICE', 'environment': 'development', 'changes': {'/replicas': 5}}");

        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        Reply request = admin.get(
                "%s/change-requests/%d".formatted(VALUES, proposed.at("/number").intValue()));
        assertThat(request.at("/changeRequest/author").stringValue()).isEqualTo(developer.email());
        assertThat(request.at("/changeRequest/state").stringValue()).isEqualTo("OPEN");
        assertThat(request.at("/changeRequest/source").stringValue()).startsWith("values/" + service);
        assertThat(preview("'layer': 'SERVICE'").at("/text").stringValue()).doesNotContain("replicas");
    }

    @Test
    void areRefusedFromOtherTeamsAndWhereTheyChangeNothing() {
        Api stranger = person().api();
        String draft = "{'layer': 'SERVICE', 'environment': 'development', 'changes': {'/replicas': 5}}";

        assertThat(propose(stranger, draft).status()).isEqualTo(403);
        assertThat(propose(developer.api(), draft.replace("{'/replicas': 5}", "{'/port': 8080}"))
                        .text())
                .contains("changes: leave services/%s/values.yaml as it is".formatted(service));
        assertThat(preview("'layer': 'SERVICE', 'changes': {'replicas': 5}").text())
                .contains("\\\"replicas\\\" is no path such as /memory");
        assertThat(preview("'layer': 'TEAM'").status()).isEqualTo(422);
        assertThat(preview("'changes': {}").text()).contains("layer: is missing");
        assertThat(preview("'layer': 'SERVICE', 'changes': {'/port': 81}, 'text': 'cpu: 1'")
                        .at("/text")
                        .stringValue())
                .contains("cpu: 1", "port: 81");
        assertThat(preview("'layer': 'SERVICE', 'text': '%s'".formatted("#".repeat(65_537)))
                        .text())
                .contains("text: has more than 65,536 bytes");
    }

    @Test
    void comeFromAScoreWorkload() {
        Reply read = score("""
                apiVersion: score.dev/v1b1
                metadata: {name: parcel}
                service: {ports: {web: {port: 8080}}}
                containers: {main: {image: registry.example/harbor/parcel, resources: {requests: {cpu: 100m}}}}
                """);
        Reply wrong = score("apiVersion: score.dev/v1b1\nmetadata: {name: parcel}\ncontainers: {}\n");

        assertThat(read.at("/problems")).as(read.text()).isEmpty();
        assertThat(read.at("/text").stringValue()).contains("port: 8080", "cpu: \"100m\"");
        assertThat(read.at("/values/image/repository").stringValue()).isEqualTo("registry.example/harbor/parcel");
        assertThat(wrong.at("/problems")).isNotEmpty();
        assertThat(score("").text()).contains("text: is a score.yaml");
    }

    private Reply preview(String draft) {
        return developer
                .api()
                .post(
                        "/v1/deliveries/%s/values/preview".formatted(service),
                        "{'environment': 'development', %s}".formatted(draft));
    }

    private Reply propose(Api by, String draft) {
        return by.post(
                "/v1/deliveries/%s/values/proposals".formatted(service),
                "{'title': 'Run more of it', 'draft': %s}".formatted(draft));
    }

    private Reply score(String text) {
        ObjectNode body = Json.object().put("text", text);
        return developer.api().post("/v1/deliveries/score", body.toString().replace("'", "\\u0027"));
    }
}
