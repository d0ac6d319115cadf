package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Workflows as they are written, and the ways through them. */
class WorkflowTests extends Flows {

    @Test
    void goesFromStepToStepHandingOnWhatCameOfEach() {
        try (RecordingServer outside = new RecordingServer(request -> Answer.of(200, "{\"id\": 7}"))) {
            String workflow = workflow(
                    List.of(
                            webhook("make", outside, "/make", "'body': {'name': '{{ .outputs.trigger.name }}'}"),
                            "{'identifier': 'tell', 'variables': {'shown': '{{ .result.body.id + 1 }}'}, 'config': {'type': 'WEBHOOK', 'url': '%s', 'body': {'made': '{{ .outputs.make.body.id }}', 'step': '{{ .workflowNodeRun.nodeUid }}'}}}"
                                    .formatted(outside.url("/tell"))),
                    List.of("ask make", "make tell"));

            Reply run = ended(start(workflow, "{'name': 'boat'}"));

            assertThat(outside.requests())
                    .extracting(RecordingServer.Request::path)
                    .containsExactly("/make", "/tell");
            assertThat(outside.requests().getFirst().body()).isEqualTo("{\"name\":\"boat\"}");
            assertThat(outside.requests().getLast().body()).isEqualTo("{\"made\":7,\"step\":\"tell\"}");
            assertThat(run.at("/run/status").stringValue()).isEqualTo("COMPLETED");
            assertThat(run.at("/run/result").stringValue()).isEqualTo("SUCCESS");
            assertThat(run.at("/run/variables/tell/shown").intValue()).isEqualTo(8);
            assertThat(results(run)).containsExactly("ask SUCCESS", "make SUCCESS", "tell SUCCESS");
        }
    }

    @Test
    void takesTheFirstConditionThatHoldsAndElseTheFallback() {
        String workflow = workflow(
                List.of(
                        """
                        {'identifier': 'which', 'config': {'type': 'CONDITION', 'outlets': [
                         {'identifier': 'big', 'expression': '.outputs.trigger.size > 5'},
                         {'identifier': 'middle', 'expression': '.outputs.trigger.size > 2'}]}}""",
                        "{'identifier': 'a', 'config': {'type': 'TIMER', 'duration': '0s'}}",
                        "{'identifier': 'b', 'config': {'type': 'TIMER', 'duration': '0s'}}",
                        "{'identifier': 'c', 'config': {'type': 'TIMER', 'duration': '0s'}}"),
                List.of("ask which", "which/big a", "which/middle b", "which!fallback c"));

        assertThat(results(ended(start(workflow, "{'size': 9}"))))
                .contains("a SUCCESS")
                .hasSize(3);
        assertThat(results(ended(start(workflow, "{'size': 3}"))))
                .contains("b SUCCESS")
                .hasSize(3);
        assertThat(results(ended(start(workflow, "{'size': 1}"))))
                .contains("c SUCCESS")
                .hasSize(3);
    }

    @Test
    void doesBranchesSideBySideAndJoinsThem() {
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (RecordingServer outside = new RecordingServer(request -> {
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            if (!request.path().equals("/end")) {
                await().until(() -> most.get() == 2);
            }
            together.decrementAndGet();
            return Answer.of(200, "{}");
        })) {
            String workflow = workflow(
                    List.of(
                            "{'identifier': 'both', 'config': {'type': 'PARALLEL', 'outlets': [{'identifier': 'l'}, {'identifier': 'r'}]}}",
                            webhook("left", outside, "/left", ""),
                            webhook("right", outside, "/right", ""),
                            "{'identifier': 'join', 'config': {'type': 'JOIN'}}",
                            webhook("end", outside, "/end", "")),
                    List.of("ask both", "both/l left", "both/r right", "left join", "right join", "join end"));

            Reply run = ended(start(workflow, "{}"));

            assertThat(run.at("/run/result").stringValue()).isEqualTo("SUCCESS");
            assertThat(most).hasValue(2);
            assertThat(outside.requests())
                    .extracting(RecordingServer.Request::path)
                    .endsWith("/end")
                    .hasSize(3);
        }
    }

    @Test
    void asksPeopleAndGoesOnByTheButtonThatEnoughOfThemPressed() {
        String team = unique("voters");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(team));
        Api first = member(team);
        Api second = member(team);
        Api other = member();
        String workflow = workflow(
                List.of("""
                        {'identifier': 'vote', 'config': {'type': 'INPUT', 'responders': {'teams': ['%s']},
                         'userInputs': {'properties': {'why': {'type': 'string'}}, 'required': ['why']},
                         'buttons': [{'identifier': 'yes'}, {'identifier': 'no'}],
                         'outlets': [{'identifier': 'go', 'button': 'yes', 'numOfResponders': 2}, {'identifier': 'stop', 'button': 'no'}]}}""".formatted(team), "{'identifier': 'went', 'config': {'type': 'TIMER', 'duration': '0s'}}"),
                List.of("ask vote", "vote/go went"));
        Reply started = start(workflow, "{}");
        String step = stepOf(started, "vote");
        String answer = "/v1/workflows/nodes/runs/" + step + "/answer";

        assertThat(other.post(answer, "{'button': 'yes', 'inputs': {'why': 'x'}}")
                        .status())
                .isEqualTo(403);
        assertThat(first.post(answer, "{'button': 'maybe', 'inputs': {'why': 'x'}}")
                        .text())
                .contains("yes, no");
        assertThat(first.post(answer, "{'button': 'yes'}").text()).contains("properties.why");
        assertThat(first.get("/v1/actions/runs?awaiting=me").at("/runs").findValuesAsString("id"))
                .contains(idOf(started));
        assertThat(first.post(answer, "{'button': 'yes', 'inputs': {'why': 'fine'}}")
                        .at("/nodeRun/status")
                        .stringValue())
                .isEqualTo("IN_PROGRESS");
        assertThat(first.get("/v1/actions/runs?awaiting=me").at("/runs").findValuesAsString("id"))
                .doesNotContain(idOf(started));
        assertThat(first.post(answer, "{'button': 'yes', 'inputs': {'why': 'again'}}")
                        .error())
                .isEqualTo("answered_already");
        assertThat(second.post(answer, "{'button': 'yes', 'inputs': {'why': 'me too'}}")
                        .at("/nodeRun/outlet")
                        .stringValue())
                .isEqualTo("go");
        Reply run = ended(started);
        assertThat(results(run)).contains("went SUCCESS");
        assertThat(first.post(answer, "{'button': 'no', 'inputs': {'why': 'x'}}")
                        .error())
                .isEqualTo("waits_for_nobody");
    }

    @Test
    void waitsForAReportFromOutsideUntilItsTimeIsUp() {
        String waits = workflow(
                List.of("{'identifier': 'hook', 'config': {'type': 'CALLBACK', 'timeout': '1h'}}"),
                List.of("ask hook"));
        Reply started = start(waits, "{}");
        String path = "/v1/workflows/nodes/runs/" + stepOf(started, "hook");

        assertThat(member().patch(path, "{'status': 'COMPLETED', 'result': 'SUCCESS'}")
                        .status())
                .isEqualTo(403);
        assertThat(admin.patch(path, "{'status': 'COMPLETED'}").status()).isEqualTo(422);
        admin.post(path + "/logs", "{'logs': [{'level': 'WARN', 'message': 'slow'}]}");
        admin.patch(path, "{'status': 'IN_PROGRESS', 'externalRunId': 'outside-1'}");
        assertThat(admin.get("/v1/workflows/nodes/runs?external_run_id=outside-1&include=nodeConfig")
                        .at("/nodeRuns/0/node/config/type")
                        .stringValue())
                .isEqualTo("CALLBACK");
        admin.patch(path, "{'status': 'COMPLETED', 'result': 'SUCCESS', 'output': {'found': 3}}");
        assertThat(ended(started).at("/run/variables/hook/found").intValue()).isEqualTo(3);
        assertThat(admin.patch(path, "{'status': 'COMPLETED', 'result': 'FAILED'}")
                        .error())
                .isEqualTo("step_has_ended");

        String hurries = workflow(
                List.of("{'identifier': 'hook', 'config': {'type': 'CALLBACK', 'timeout': '10ms'}}"),
                List.of("ask hook"));
        assertThat(ended(start(hurries, "{}")).at("/run/summary").stringValue())
                .isEqualTo("hook failed: Nobody answered in time");
    }

    @Test
    void goesOnWithTheVersionThatItBeganWith() {
        String workflow = workflow(
                List.of(
                        "{'identifier': 'hook', 'config': {'type': 'CALLBACK'}}",
                        "{'identifier': 'old', 'config': {'type': 'TIMER', 'duration': '0s'}}"),
                List.of("ask hook", "hook old"));
        Reply started = start(workflow, "{}");
        String step = stepOf(started, "hook");

        Reply replaced = admin.put(
                "/v1/workflows/" + workflow, "{'version': 1, 'nodes': [%s], 'connections': []}".formatted(TRIGGER));
        assertThat(replaced.at("/workflow/version").intValue()).isEqualTo(2);
        assertThat(admin.put(
                                "/v1/workflows/" + workflow,
                                "{'version': 1, 'nodes': [%s], 'connections': []}".formatted(TRIGGER))
                        .error())
                .isEqualTo("changed_meanwhile");
        assertThat(admin.get("/v1/workflows/%s/versions".formatted(workflow)).at("/versions"))
                .hasSize(2);
        admin.delete("/v1/workflows/" + workflow);
        admin.patch("/v1/workflows/nodes/runs/" + step, "{'status': 'COMPLETED', 'result': 'SUCCESS'}");

        Reply run = ended(started);
        assertThat(results(run)).contains("old SUCCESS");
        assertThat(run.at("/run/workflow/version").intValue()).isEqualTo(1);
    }

    @Test
    void refusesGraphsThatCannotBeWalked() {
        assertThat(problems(List.of(), List.of("ask nowhere"))).contains("\"nowhere\" is no node");
        assertThat(problems(List.of(timer("a")), List.of("a ask"))).contains("is a trigger");
        assertThat(problems(List.of(timer("a"), timer("b")), List.of("ask a", "ask b")))
                .contains("another way");
        assertThat(problems(List.of(timer("a"), timer("b")), List.of("ask a", "a b", "b a")))
                .contains("never end");
        assertThat(problems(
                        List.of(
                                "{'identifier': 'if', 'config': {'type': 'CONDITION', 'outlets': [{'identifier': 'x', 'expression': 'true'}]}}",
                                timer("a")),
                        List.of("ask if", "if a")))
                .contains("sourceOutletIdentifier");
        assertThat(problems(
                        List.of(
                                "{'identifier': 'if', 'config': {'type': 'CONDITION', 'outlets': [{'identifier': 'x', 'expression': '. +'}]}}"),
                        List.of("ask if")))
                .contains("is no jq expression");
        assertThat(problems(List.of("{'identifier': 'a', 'config': {'type': 'MAGIC'}}"), List.of()))
                .contains("no type of nodes");
        assertThat(problems(List.of("{'identifier': 'a', 'config': {'type': 'TIMER', 'duration': 'soon'}}"), List.of()))
                .contains("no length of time");
        assertThat(admin.post("/v1/workflows", "{'identifier': 'x/y', 'nodes': []}")
                        .text())
                .contains("identifier", "1 to 200 nodes");
    }

    @Test
    void isAskedForLikeAnAction() {
        String workflow = workflow(List.of(timer("a")), List.of("ask a"));
        Api member = member();

        assertThat(member.get("/v1/self-service/cards").at("/cards").findValuesAsString("identifier"))
                .contains(workflow);
        assertThat(member.post("/v1/actions/%s/preview".formatted(workflow), "{'properties': {'size': 'big'}}")
                        .at("/preview/problems/0/path")
                        .stringValue())
                .isEqualTo("properties.size");
        Reply run = member.post("/v1/actions/%s/runs".formatted(workflow), "{'properties': {'size': 2}}");
        assertThat(run.at("/run/id").stringValue()).startsWith("wfr_");
        assertThat(admin.post(
                                "/v1/actions",
                                "{'identifier': '%s', 'trigger': {'type': 'self-service', 'operation': 'CREATE'}, 'invocationMethod': {'type': 'KAFKA'}}"
                                        .formatted(workflow))
                        .status())
                .isEqualTo(409);
        assertThat(member.post("/v1/workflows", "{}").status()).isEqualTo(403);
    }
}
