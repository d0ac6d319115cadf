package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.RunningFairway;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AutomationTests extends RunningFairway {

    @Test
    void followFromTheChangesThatTheyAreAboutAndSayWhyNotFromOthers() {
        try (RecordingServer outside = new RecordingServer(request -> Answer.of(200, ""))) {
            String blueprint = blueprint("'schema': {'properties': {'size': {'type': 'number'}}}");
            String automation = automation(
                    "'event': {'type': 'ENTITY_UPDATED', 'blueprintIdentifier': '%s'}, 'condition': {'type': 'JQ', 'expressions': ['.diff.after.properties.size > 5'], 'combinator': 'and'}"
                            .formatted(blueprint),
                    "'type': 'WEBHOOK', 'synchronized': true, 'url': '%s', 'body': {'was': '{{ .event.diff.before.properties.size }}', 'is': '{{ .event.diff.after.properties.size }}', 'of': '{{ .entity.identifier }}'}"
                            .formatted(outside.url("/")));

            admin.post(entities(blueprint), "{'identifier': 'a', 'properties': {'size': 1}}");
            admin.patch(entities(blueprint) + "/a", "{'properties': {'size': 2}}");
            admin.patch(entities(blueprint) + "/a", "{'properties': {'size': 7}}");

            List<JsonNode> firings = firings(automation, 2);
            assertThat(firings).extracting(AutomationTests::state).containsExactly("FIRED", "SKIPPED");
            assertThat(firings.getLast().path("reason").stringValue())
                    .isEqualTo("Its condition did not hold: .diff.after.properties.size > 5");
            await().until(() -> outside.requests().size() == 1);
            assertThat(outside.requests().getFirst().body()).isEqualTo("{\"was\":2,\"is\":7,\"of\":\"a\"}");
            Reply run = admin.get(
                    "/v1/actions/runs/" + firings.getFirst().path("runId").stringValue());
            assertThat(run.at("/run/source").stringValue()).isEqualTo("AUTOMATION");
            assertThat(run.at("/run/entity/identifier").stringValue()).isEqualTo("a");
            assertThat(admin.get("/v1/self-service/insights")
                            .at("/report/actions")
                            .findValuesAsString("action"))
                    .as("what people asked for")
                    .doesNotContain(automation);
        }
    }

    @Test
    void areStoppedWhenTheyGoRoundInCircles() {
        String blueprint = blueprint("'schema': {'properties': {'count': {'type': 'number'}}}");
        String automation = automation(
                "'event': {'type': 'ANY_ENTITY_CHANGE', 'blueprintIdentifier': '%s'}".formatted(blueprint),
                "'type': 'UPSERT_ENTITY', 'blueprintIdentifier': '%s', 'mapping': {'identifier': 'a', 'properties': {'count': '{{ .event.diff.after.properties.count + 1 }}'}}"
                        .formatted(blueprint));

        admin.post(entities(blueprint), "{'identifier': 'a', 'properties': {'count': 0}}");

        List<JsonNode> firings = firings(automation, 4);
        assertThat(firings).extracting(AutomationTests::state).containsExactly("STOPPED", "FIRED", "FIRED", "FIRED");
        assertThat(firings.getFirst().path("reason").stringValue()).contains("goes round in circles", "→");
        assertThat(admin.get(entities(blueprint) + "/a")
                        .at("/entity/properties/count")
                        .intValue())
                .isEqualTo(3);
    }

    @Test
    void followFromRuns() {
        String asked = unique("asked");
        admin.post(
                "/v1/actions",
                "{'identifier': '%s', 'trigger': {'type': 'self-service', 'operation': 'CREATE'}, 'invocationMethod': {'type': 'WEBHOOK', 'url': 'https://example.invalid/', 'agent': true}}"
                        .formatted(asked));
        String blueprint = blueprint("'title': 'Log'");
        String automation = automation(
                "'event': {'type': 'RUN_UPDATED', 'actionIdentifier': '%s'}, 'condition': {'type': 'JQ', 'expressions': ['.diff.before.status != .diff.after.status']}"
                        .formatted(asked),
                "'type': 'UPSERT_ENTITY', 'blueprintIdentifier': '%s', 'mapping': {'identifier': '{{ .event.context.runId }}', 'title': '{{ .event.diff.after.status }}'}"
                        .formatted(blueprint));
        String run = admin.post("/v1/actions/%s/runs".formatted(asked), "{}")
                .at("/run/id")
                .stringValue();
        await().until(() ->
                admin.get("/v1/actions/runs/" + run).at("/run/pendingExecution").asBoolean(false));

        admin.patch("/v1/actions/runs/" + run, "{'status': 'FAILURE'}");

        await().until(() -> admin.get(entities(blueprint) + "/" + run)
                .at("/entity/title")
                .asString("")
                .equals("FAILURE"));
        assertThat(admin.get("/v1/automations/firings?state=FIRED&automation=" + automation)
                        .at("/firings"))
                .hasSize(1);
    }

    @Test
    void followFromTimersWhoseTimeHasCome() {
        String blueprint = blueprint("'schema': {'properties': {'until': {'type': 'string', 'format': 'timer'}}}");
        String automation = automation(
                "'event': {'type': 'TIMER_PROPERTY_EXPIRED', 'blueprintIdentifier': '%s', 'propertyIdentifier': 'until'}"
                        .formatted(blueprint),
                "'type': 'UPSERT_ENTITY', 'blueprintIdentifier': '%s', 'mapping': {'identifier': '{{ .event.context.entity }}', 'title': 'Expired'}"
                        .formatted(blueprint));
        String never = Timestamps.format(Instant.now().plusSeconds(3_000));
        String soon = Timestamps.format(Instant.now().plusSeconds(2));

        admin.post(entities(blueprint), "{'identifier': 'late', 'properties': {'until': '%s'}}".formatted(never));
        admin.post(entities(blueprint), "{'identifier': 'soon', 'properties': {'until': '%s'}}".formatted(soon));

        await().until(() -> admin.get(entities(blueprint) + "/soon")
                .at("/entity/title")
                .asString("")
                .equals("Expired"));
        assertThat(firings(automation, 1))
                .extracting(firing -> firing.path("entity").stringValue())
                .containsExactly("soon");
    }

    @Test
    void beginWorkflowsFromEventsAndRefuseSchedulesThatAreNone() {
        String blueprint = blueprint("'title': 'Thing'");
        String workflow = unique("workflow");
        String made =
                admin.post("/v1/workflows", """
                        {'identifier': '%1$s', 'nodes': [
                          {'identifier': 'made', 'config': {'type': 'EVENT_TRIGGER', 'event': {'type': 'ENTITY_CREATED', 'blueprintIdentifier': '%2$s'}}},
                          {'identifier': 'nightly', 'config': {'type': 'SCHEDULE_TRIGGER', 'cron': '0 3 * * *', 'timezone': 'Asia/Seoul'}},
                          {'identifier': 'write', 'config': {'type': 'UPSERT_ENTITY', 'blueprintIdentifier': '%2$s', 'mapping': {
                             'identifier': '{{ .outputs.trigger.context.entity }}', 'title': 'Seen'}}}],
                         'connections': [{'sourceIdentifier': 'made', 'targetIdentifier': 'write'}]}""".formatted(workflow, blueprint)).text();
        assertThat(made).contains("\"ok\":true");

        admin.post(entities(blueprint), "{'identifier': 'x'}");

        await().until(() -> admin.get(entities(blueprint) + "/x")
                .at("/entity/title")
                .asString("")
                .equals("Seen"));
        assertThat(admin.post(
                                "/v1/workflows",
                                "{'identifier': 'w', 'nodes': [{'identifier': 'n', 'config': {'type': 'SCHEDULE_TRIGGER', 'cron': 'often', 'timezone': 'Mars'}}]}")
                        .at("/message")
                        .stringValue())
                .contains("no cron expression", "no time zone");
    }

    @Test
    void areJudgedByTheRulesToo() {
        String blueprint = blueprint("'title': 'Thing'");
        String automation = automation(
                "'event': {'type': 'ENTITY_CREATED', 'blueprintIdentifier': '%s'}".formatted(blueprint),
                "'type': 'KAFKA'");
        admin.post(
                "/v1/policy/rules",
                "{'identifier': '%s', 'title': 'No', 'when': 'request.source == \\'AUTOMATION\\'', 'effect': 'DENY', 'message': 'not by itself', 'scope': {'actions': ['%s']}}"
                        .formatted(unique("rule"), automation)
                        .replace("\\'", "\\\""));

        admin.post(entities(blueprint), "{'identifier': 'x'}");

        JsonNode firing = firings(automation, 1).getFirst();
        assertThat(state(firing)).isEqualTo("DENIED");
        assertThat(firing.path("reason").stringValue()).isEqualTo("not by itself");
        assertThat(member().get("/v1/automations/firings").status()).isEqualTo(403);
        assertThat(admin.get("/v1/automations/firings?state=LOST")
                        .at("/message")
                        .stringValue())
                .contains("STOPPED");
    }

    private String automation(String trigger, String invocation) {
        String identifier = unique("automation");
        Reply made = admin.post(
                "/v1/actions",
                "{'identifier': '%s', 'publish': true, 'trigger': {'type': 'automation', %s}, 'invocationMethod': {%s}}"
                        .formatted(identifier, trigger, invocation));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return identifier;
    }

    /** Newest first, once there are so many and all are decided. */
    private List<JsonNode> firings(String automation, int count) {
        return await().until(
                        () -> Json.read(admin.get("/v1/automations/firings?automation=" + automation)
                                        .text())
                                .at("/firings")
                                .valueStream()
                                .toList(),
                        found -> found.size() == count
                                && found.stream()
                                        .noneMatch(firing -> state(firing).equals("DUE")));
    }

    private static String state(JsonNode firing) {
        return firing.path("state").asString("");
    }
}
