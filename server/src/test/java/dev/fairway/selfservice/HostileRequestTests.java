package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people and programs send to runs, at its worst. */
class HostileRequestTests extends RunningFairway {

    private static final String LONG = "'" + "x".repeat(10_000) + "'";
    private static final String MANY = "[" + "'x',".repeat(99_999) + "'x']";
    private static final String DEEP = "[".repeat(10_000) + "]".repeat(10_000);
    private static final List<String> UNKEPT = List.of("'a\\u0000b'", "'\\ud800b'", "1e400", DEEP);

    @Test
    void refusesValuesThatCannotBeKeptNamingTheInput() {
        String action = action("'requiredApproval': true");
        String runs = "/v1/actions/%s/runs".formatted(action);
        for (String input : List.of("text", "number", "list", "object", "secret", "email", "user", "team")) {
            for (String value : UNKEPT) {
                assertThat(refused(admin.post(runs, "{'properties': {'%s': %s}}".formatted(input, value))))
                        .startsWith("properties." + input);
            }
        }
        assertThat(refused(admin.post(runs, "{'properties': {'list': %s}}".formatted(MANY))))
                .isEqualTo("properties.list");
        assertThat(refused(admin.post(runs, "{'properties': {'object': {'\\u0000': 1}}}")))
                .startsWith("properties.object");
        assertThat(refused(admin.post(runs, "{'properties': {%s: 1}}".formatted(LONG))))
                .startsWith("properties.xxx");
        assertThat(refused(admin.post(runs, "{'properties': {}, 'urgent': %s}".formatted(LONG))))
                .isEqualTo("urgent");
        for (String field : List.of("properties", "entity", "urgent")) {
            for (String value : List.of("5", "['x']", "true")) {
                assertThat(refused(admin.post(runs, "{'%s': %s}".formatted(field, value))))
                        .isEqualTo(field);
            }
        }
        assertThat(admin.get("/v1/actions/runs?action=" + action).at("/runs")).isEmpty();
    }

    @Test
    void comparesWithNoPatternForEver() {
        String action = action("'x': {}");
        String text = "'" + "a".repeat(5_000) + "!'";
        Instant before = Instant.now();

        Reply asked =
                member().post("/v1/actions/%s/runs".formatted(action), "{'properties': {'email': %s}}".formatted(text));
        Reply previewed = member().post(
                        "/v1/actions/%s/preview".formatted(action), "{'properties': {'email': %s}}".formatted(text));

        assertThat(refused(asked)).isEqualTo("properties.email");
        assertThat(asked.at("/message").asString("")).contains("takes too long");
        assertThat(previewed.at("/preview/problems/0/path").asString("")).isEqualTo("properties.email");
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void refusesCommentsAndReasonsWithoutMeasure() {
        String run = waiting();
        for (String value : List.of(LONG, "'a\\u0000b'", "'\\ud800b'", DEEP)) {
            assertThat(refused(admin.patch(
                            run + "/approval", "{'status': 'APPROVE', 'description': %s}".formatted(value))))
                    .startsWith("description");
            assertThat(refused(admin.post(run + "/cancel", "{'reason': %s}".formatted(value))))
                    .startsWith("reason");
            assertThat(refused(admin.post(run + "/review", "{'comment': %s}".formatted(value))))
                    .startsWith("comment");
        }
        assertThat(admin.get(run).at("/run/status").asString("")).isEqualTo("WAITING_FOR_APPROVAL");
    }

    @Test
    void refusesReportsThatThePageOfARunCouldNotShow() {
        String run = open();
        for (String field : List.of("statusLabel", "externalRunId", "link")) {
            assertThat(refused(admin.patch(run, "{'%s': %s}".formatted(field, LONG))))
                    .isEqualTo(field);
        }
        for (String field : List.of("statusLabel", "externalRunId", "link", "summary", "message")) {
            for (String value : UNKEPT) {
                assertThat(refused(admin.patch(run, "{'%s': %s}".formatted(field, value))))
                        .startsWith(field);
            }
        }
        for (String link : List.of(
                "'javascript:alert(1)'", "['data:text/html,x']", "'//x'", "['http://x', 5]", "{'a': 1}", MANY)) {
            assertThat(refused(admin.patch(run, "{'link': %s}".formatted(link))))
                    .isEqualTo("link");
        }
        assertThat(refused(admin.patch(run, "{'summary': '%s'}".formatted("x".repeat(20_001)))))
                .isEqualTo("summary");
        for (String value : List.of("'%s'".formatted("x".repeat(100_001)), "'\\u0000'", "'\\udfff'")) {
            assertThat(refused(admin.post(run + "/logs", "{'message': %s}".formatted(value))))
                    .isEqualTo("message");
        }
        assertThat(refused(admin.post(run + "/logs", "{'message': 'x', 'statusLabel': %s}".formatted(LONG))))
                .isEqualTo("statusLabel");
        assertThat(admin.get(run).at("/run/link")).isEmpty();
        assertThat(admin.get(run + "/logs").at("/runLogs").findValuesAsString("message"))
                .doesNotContain("x");
    }

    @Test
    void refusesReportsOnStepsThatThePageOfARunCouldNotShow() {
        String step = callback();
        for (String value : List.of(
                LONG,
                "'javascript:alert(1)'",
                "[{'label': 'x', 'url': 'file:///etc/passwd'}]",
                "[{'label': %s, 'url': 'http://x'}]".formatted(LONG),
                MANY,
                "[null]")) {
            assertThat(refused(admin.patch(step, "{'links': %s}".formatted(value))))
                    .isEqualTo("links");
        }
        assertThat(refused(admin.patch(step, "{'externalRunId': %s}".formatted(LONG))))
                .isEqualTo("externalRunId");
        for (String value : UNKEPT) {
            assertThat(refused(admin.patch(step, "{'output': {'a': [%s]}}".formatted(value))))
                    .startsWith("output.a");
        }
        for (String lines : List.of(
                "[null]",
                "[]",
                "[{'message': null}]",
                "[{'level': 'LOUD', 'message': 'x'}]",
                "[{'message': 'a\\u0000'}]",
                MANY)) {
            assertThat(admin.post(step + "/logs", "{'logs': %s}".formatted(lines))
                            .status())
                    .isEqualTo(422);
        }
        assertThat(admin.patch(step, "{'links': ['https://example.com/1', {'label': 'x', 'url': 'http://x'}]}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesClaimsThatNameNothing() {
        String claim = "/v1/actions/runs/claim-pending";
        for (String name : List.of(LONG, "''", "null", "'a\\u0000'")) {
            assertThat(refused(admin.post(claim, "{'installationId': %s}".formatted(name))))
                    .isEqualTo("installationId");
            assertThat(refused(admin.post(
                            "/v1/workflows" + claim.substring(11), "{'installationId': %s}".formatted(name))))
                    .isEqualTo("installationId");
        }
        for (String names : List.of("[null]", "[%s]".formatted(LONG), MANY)) {
            assertThat(refused(admin.post(claim, "{'installationId': 'x', 'exclude': %s}".formatted(names))))
                    .isEqualTo("exclude");
            assertThat(refused(admin.patch("/v1/actions/runs/ack", "{'runIds': %s}".formatted(names))))
                    .isEqualTo("runIds");
        }
        assertThat(refused(admin.patch("/v1/workflows/runs/ack", "{'nodeRunIdentifier': %s}".formatted(LONG))))
                .isEqualTo("nodeRunIdentifier");
    }

    @Test
    void refusesPreferencesAndDelegationsThatMakeNoSense() {
        String preference = "/v1/notifications/preference";
        for (String muted : List.of("[null]", "[%s]".formatted(LONG), MANY, "['\\u0000']")) {
            assertThat(refused(admin.put(preference, "{'muted': %s}".formatted(muted))))
                    .startsWith("muted");
        }
        String delegatee = person().email();
        for (String time : List.of("'+999999999-12-31T00:00:00Z'", LONG, "'tomorrow'")) {
            assertThat(refused(admin.put(preference, "{'mutedUntil': %s}".formatted(time))))
                    .isEqualTo("mutedUntil");
            assertThat(refused(admin.put(
                            "/v1/self-service/delegation",
                            "{'delegate': '%s', 'until': %s}".formatted(delegatee, time))))
                    .isEqualTo("until");
        }
        for (String delegate : List.of(LONG, "'a\\u0000'", "'\\ud800'")) {
            assertThat(refused(admin.put(
                            "/v1/self-service/delegation",
                            "{'delegate': %s, 'until': '2030-01-31T09:00:00Z'}".formatted(delegate))))
                    .isEqualTo("delegate");
        }
        assertThat(refused(admin.put(preference, "{'language': %s}".formatted(LONG))))
                .isEqualTo("language");
        assertThat(refused(admin.post("/v1/notifications/read", "{'ids': [null]}")))
                .isEqualTo("ids");
    }

    /** The place that an answer names. */
    private static String refused(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        assertThat(reply.text().length()).isLessThan(30_000);
        return reply.at("/details/errors/0/path").asString("");
    }

    private String waiting() {
        String action = action("'requiredApproval': true");
        return "/v1/actions/runs/"
                + member().post("/v1/actions/%s/runs".formatted(action), "{'properties': {}}")
                        .at("/run/id")
                        .stringValue();
    }

    private String open() {
        String run = "/v1/actions/runs/"
                + admin.post("/v1/actions/%s/runs".formatted(action("'x': {}")), "{'properties': {}}")
                        .at("/run/id")
                        .stringValue();
        await().until(() -> admin.get(run).at("/run/pendingExecution").booleanValue());
        return run;
    }

    private String callback() {
        String workflow = unique("hostile");
        admin.post("/v1/workflows", """
                {'identifier': '%s', 'nodes': [{'identifier': 'ask', 'config': {'type': 'SELF_SERVE_TRIGGER'}},
                 {'identifier': 'hook', 'config': {'type': 'CALLBACK'}}],
                 'connections': [{'sourceIdentifier': 'ask', 'targetIdentifier': 'hook'}]}""".formatted(workflow));
        String run = admin.post("/v1/workflows/%s/runs".formatted(workflow), "{}")
                .at("/run/identifier")
                .stringValue();
        return "/v1/workflows/nodes/runs/"
                + await().until(
                                () -> admin.get("/v1/workflows/runs/" + run).at("/run/nodeRuns/1"),
                                step -> step.path("state").asString("").equals("OPEN"))
                        .path("identifier")
                        .stringValue();
    }

    private String action(String more) {
        String identifier = unique("hostile");
        Reply made = admin.post("/v1/actions", """
                {'identifier': '%s', 'trigger': {'type': 'self-service', 'operation': 'CREATE', 'userInputs': {'properties': {
                  'text': {'type': 'string'}, 'number': {'type': 'number'}, 'list': {'type': 'array'}, 'object': {'type': 'object'},
                  'secret': {'type': 'string', 'encryption': 'aes256-gcm'}, 'email': {'type': 'string', 'pattern': '^(a|a)*$'},
                  'user': {'type': 'string', 'format': 'user'}, 'team': {'type': 'string', 'format': 'team'}}}}, %s,
                 'invocationMethod': {'type': 'WEBHOOK', 'url': 'http://127.0.0.2:1/', 'agent': true}}""".formatted(identifier, more));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return identifier;
    }
}
