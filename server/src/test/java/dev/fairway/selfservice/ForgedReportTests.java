package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Reports by those who may not report, on what has ended, on what is not there, and for somebody else's steps. */
class ForgedReportTests extends RunningFairway {

    private static final String RUN = "/v1/actions/runs/%s";
    private static final String STEP = "/v1/workflows/nodes/runs/%s";

    private record Attempt(String method, String path, String body) {

        Reply by(Api caller, String id) {
            return caller.call(method, path.formatted(id), body.isEmpty() ? null : body.formatted(id));
        }
    }

    private static final List<Attempt> REPORTS_ON_RUNS = List.of(
            new Attempt("PATCH", RUN, "{'status': 'SUCCESS', 'summary': 'forged'}"),
            new Attempt("PATCH", RUN + "/response", "{'response': 'forged'}"),
            new Attempt("POST", RUN + "/logs", "{'message': 'forged', 'terminationStatus': 'SUCCESS'}"),
            new Attempt("PATCH", "/v1/actions/runs/ack?%s", "{'runId': '%s'}"));

    private static final List<Attempt> REPORTS_ON_STEPS = List.of(
            new Attempt("PATCH", STEP, "{'status': 'COMPLETED', 'result': 'SUCCESS', 'output': 'forged'}"),
            new Attempt("POST", STEP + "/logs", "{'logs': [{'message': 'forged'}]}"),
            new Attempt("POST", STEP + "/repeat", "{}"),
            new Attempt("PATCH", "/v1/workflows/runs/ack?%s", "{'nodeRunIdentifier': '%s'}"));

    private static final List<Attempt> OF_PEOPLE_ON_RUNS = List.of(
            new Attempt("GET", RUN, ""),
            new Attempt("GET", RUN + "/logs", ""),
            new Attempt("GET", "/v1/workflows/runs/%s", ""),
            new Attempt("POST", RUN + "/cancel", "{'reason': 'forged'}"),
            new Attempt("PATCH", RUN + "/approval", "{'status': 'APPROVE', 'description': 'forged'}"),
            new Attempt("PATCH", RUN + "/approval", "{'status': 'DECLINE'}"),
            new Attempt("POST", RUN + "/review", "{'comment': 'forged'}"));

    private static final Attempt ANSWER = new Attempt("POST", STEP + "/answer", "{'button': 'yes'}");

    @Test
    void refusesReportsOfPeopleWithoutSayingWhatThereIs() {
        String action = action("'x': {}");
        String run = asked(action);
        String step = stepOf(workflow("{'type': 'CALLBACK'}"));
        String before = seen(run);
        for (Api forger :
                List.of(member(unique("other")), anonymous.with("Authorization", "Bearer forged"), anonymous)) {
            REPORTS_ON_RUNS.forEach(attempt -> assertTellsNothing(attempt, forger, run, "r_unknown"));
            REPORTS_ON_STEPS.forEach(attempt -> assertTellsNothing(attempt, forger, step, "wfnr_unknown"));
        }

        assertThat(seen(run)).isEqualTo(before);
        assertThat(admin.get("/v1/workflows/nodes/runs?external_run_id=x").at("/nodeRuns"))
                .isEmpty();
    }

    @Test
    void hidesSecretiveRunsFromOtherTeamsAsIfTheyWereNotThere() {
        String action = action("'requiredApproval': true, 'allowAnyoneToViewRuns': false");
        String run = member(unique("team"))
                .post("/v1/actions/%s/runs".formatted(action), "{}")
                .at("/run/id")
                .stringValue();
        String workflow =
                workflow("{'type': 'INPUT', 'buttons': [{'identifier': 'yes'}]}", "'allowAnyoneToViewRuns': false");
        String step = stepOf(workflow);
        String flow = admin.get("/v1/actions/runs?action=" + workflow)
                .at("/runs/0/id")
                .stringValue();
        Api other = member(unique("other"));
        String before = seen(run) + seen(flow);

        for (String id : List.of(run, flow)) {
            OF_PEOPLE_ON_RUNS.forEach(attempt -> assertTellsNothing(attempt, other, id, "r_unknown"));
        }
        assertTellsNothing(ANSWER, other, step, "wfnr_unknown");
        for (String query : List.of("action=" + action, "action=" + workflow, "awaiting=me", "active=true")) {
            assertThat(other.get("/v1/actions/runs?" + query).text()).doesNotContain(run, flow);
        }
        assertThat(seen(run) + seen(flow)).isEqualTo(before);
        assertThat(admin.get("/v1/workflows/runs/" + flow)
                        .at("/run/nodeRuns/1/state")
                        .asString(""))
                .isEqualTo("OPEN");
    }

    @Test
    void letsPeopleOfOtherTeamsSeeOpenRunsButDecideNothing() {
        String run = asked(action("'requiredApproval': true"));
        Api other = member(unique("other"));
        String step = stepOf(workflow("{'type': 'INPUT', 'buttons': [{'identifier': 'yes'}]}"));
        String before = seen(run);

        OF_PEOPLE_ON_RUNS.stream()
                .filter(attempt ->
                        !attempt.method().equals("GET") && !attempt.path().endsWith("review"))
                .forEach(attempt -> assertThat(attempt.by(other, run).status())
                        .as(attempt.path())
                        .isEqualTo(403));
        assertThat(OF_PEOPLE_ON_RUNS.getLast().by(other, run).status()).isEqualTo(409);
        assertThat(ANSWER.by(other, step).status()).isEqualTo(403);
        assertThat(other.post("/v1/actions/%s/runs?run_as=%s".formatted(actionOf(run), ADMIN_EMAIL), "{}")
                        .status())
                .isEqualTo(403);
        assertThat(seen(run)).isEqualTo(before);
    }

    @Test
    void changesNothingOfWhatHasEnded() {
        String ended = asked(action("'x': {}"));
        admin.patch(RUN.formatted(ended), "{'status': 'FAILURE', 'summary': 'broken', 'link': 'https://example.com'}");
        admin.patch(RUN.formatted(ended) + "/response", "{'response': 'first'}");
        String declined = waiting();
        admin.patch(RUN.formatted(declined) + "/approval", "{'status': 'DECLINE'}");
        String cancelled = waiting();
        admin.post(RUN.formatted(cancelled) + "/cancel", "{}");
        for (String run : List.of(ended, declined, cancelled)) {
            ObjectNode before = stable(run);

            REPORTS_ON_RUNS.forEach(
                    attempt -> assertThat(attempt.by(admin, run).status()).isIn(200, 409));
            OF_PEOPLE_ON_RUNS.stream()
                    .filter(attempt -> !attempt.method().equals("GET"))
                    .forEach(attempt ->
                            assertThat(attempt.by(admin, run).status()).isEqualTo(409));
            if (!run.equals(ended)) {
                assertThat(admin.patch(RUN.formatted(run), "{'summary': 'forged'}")
                                .error())
                        .isEqualTo("run_has_ended");
            }
            assertThat(stable(run)).isEqualTo(before);
        }
    }

    @Test
    void beginsNothingByAReportOnWhatWaits() {
        String run = waiting();

        REPORTS_ON_RUNS.forEach(attempt ->
                assertThat(attempt.by(admin, run).status()).as(attempt.path()).isEqualTo(409));

        assertThat(admin.get(RUN.formatted(run)).at("/run/status").asString("")).isEqualTo("WAITING_FOR_APPROVAL");
        assertThat(admin.get(RUN.formatted(run)).at("/run/response").isNull()).isTrue();
        assertThat(admin.get(RUN.formatted(run) + "/logs").at("/runLogs")).isEmpty();
    }

    @Test
    void knowsNoStepByTheNameOfAnotherThing() {
        String run = asked(action("'x': {}"));
        String workflow = workflow("{'type': 'CALLBACK'}");
        String step = stepOf(workflow);
        String flow = admin.get("/v1/actions/runs?action=" + workflow)
                .at("/runs/0/id")
                .stringValue();

        for (String id : List.of("r_unknown", step, "%25", "..%2Fack", "x".repeat(5_000))) {
            REPORTS_ON_RUNS
                    .subList(0, 3)
                    .forEach(attempt -> assertThat(attempt.by(admin, id).status())
                            .as(attempt.path())
                            .isIn(400, 404));
        }
        for (String id : List.of("wfnr_unknown", flow)) {
            REPORTS_ON_STEPS
                    .subList(0, 3)
                    .forEach(attempt -> assertThat(attempt.by(admin, id).status())
                            .as(attempt.path())
                            .isEqualTo(404));
        }
        assertThat(REPORTS_ON_RUNS.getFirst().by(admin, flow).error()).isEqualTo("ends_by_its_steps");
        assertThat(admin.get("/v1/workflows/runs/" + flow)
                        .at("/run/nodeRuns/1/state")
                        .asString(""))
                .isEqualTo("OPEN");
        assertThat(admin.get(RUN.formatted(run)).at("/run/status").asString("")).isEqualTo("IN_PROGRESS");
    }

    @Test
    void answersNoQuestionInThePlaceOfPeople() {
        String workflow = workflow("{'type': 'INPUT', 'buttons': [{'identifier': 'yes'}, {'identifier': 'no'}]}");
        String step = stepOf(workflow);

        Reply reported = REPORTS_ON_STEPS.getFirst().by(admin, step);

        assertThat(reported.error()).isEqualTo("asks_people");
        assertThat(ANSWER.by(admin, step).at("/nodeRun/status").asString("")).isEqualTo("COMPLETED");
    }

    private static void assertTellsNothing(Attempt attempt, Api caller, String id, String unknown) {
        Reply reply = attempt.by(caller, id);
        Reply nothing = attempt.by(caller, unknown);
        assertThat(reply.status()).as("%s %s", attempt.method(), attempt.path()).isIn(401, 403, 404);
        assertThat(reply.status()).isEqualTo(nothing.status());
        assertThat(reply.text().replace(id, unknown)).isEqualTo(nothing.text());
    }

    private String seen(String run) {
        return admin.get(RUN.formatted(run)).text()
                + admin.get(RUN.formatted(run) + "/logs").text();
    }

    /** The parts of a run that stay when it has ended. */
    private ObjectNode stable(String run) {
        ObjectNode json = (ObjectNode) admin.get(RUN.formatted(run)).at("/run");
        json.retain(
                "status", "statusLabel", "summary", "link", "endedAt", "response", "properties", "pendingExecution");
        return json;
    }

    private String actionOf(String run) {
        return admin.get(RUN.formatted(run)).at("/run/action/identifier").stringValue();
    }

    private String waiting() {
        return asked(action("'requiredApproval': true"));
    }

    /** For an agent, which does not come. */
    private String asked(String action) {
        String run = member().post("/v1/actions/%s/runs".formatted(action), "{}")
                .at("/run/id")
                .stringValue();
        return await().until(
                        () -> admin.get(RUN.formatted(run)).at("/run"),
                        now -> now.path("pendingExecution").booleanValue()
                                || now.path("status").asString("").startsWith("WAITING"))
                .path("id")
                .stringValue();
    }

    private String action(String more) {
        String identifier = unique("forged");
        Reply made = admin.post("/v1/actions", """
                {'identifier': '%s', 'trigger': {'type': 'self-service', 'operation': 'CREATE'}, %s,
                 'invocationMethod': {'type': 'WEBHOOK', 'url': 'http://127.0.0.2:1/', 'agent': true}}""".formatted(identifier, more));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return identifier;
    }

    private String workflow(String config) {
        return workflow(config, "'category': 'tests'");
    }

    private String workflow(String config, String more) {
        String identifier = unique("forged");
        Reply made = admin.post("/v1/workflows", """
                {'identifier': '%s', %s, 'connections': [{'sourceIdentifier': 'ask', 'targetIdentifier': 'step'}],
                 'nodes': [{'identifier': 'ask', 'config': {'type': 'SELF_SERVE_TRIGGER'}}, {'identifier': 'step', 'config': %s}]}""".formatted(identifier, more, config));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return identifier;
    }

    private String stepOf(String workflow) {
        String run = admin.post("/v1/workflows/%s/runs".formatted(workflow), "{}")
                .at("/run/identifier")
                .stringValue();
        return await().until(
                        () -> admin.get("/v1/workflows/runs/" + run).at("/run/nodeRuns/1"),
                        step -> step.path("state").asString("").equals("OPEN"))
                .path("identifier")
                .stringValue();
    }
}
