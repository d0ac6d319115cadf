package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.RunningFairway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WorkflowTests extends RunningFairway {

    private static final String TRIGGER = """
            {'identifier': 'ask', 'config': {'type': 'SELF_SERVE_TRIGGER', 'userInputs': {'properties': {
             'name': {'type': 'string'}, 'size': {'type': 'number', 'default': 1}}}}}""";

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
    void undoesWhatWasDoneInReverseWhenALaterStepFails() {
        try (RecordingServer outside = new RecordingServer(request ->
                Answer.of(request.path().equals("/third") ? 400 : 200, "{\"at\": \"%s\"}".formatted(request.path())))) {
            String workflow = workflow(
                    List.of(
                            webhook("first", outside, "/first", undo(outside, "/undo-first")),
                            webhook("second", outside, "/second", undo(outside, "/undo-second")),
                            webhook("third", outside, "/third", undo(outside, "/undo-third")),
                            webhook("fourth", outside, "/fourth", "")),
                    List.of("ask first", "first second", "second third", "third fourth"));

            Reply run = ended(start(workflow, "{}"));

            assertThat(outside.requests())
                    .extracting(RecordingServer.Request::path)
                    .containsExactly("/first", "/second", "/third", "/undo-second", "/undo-first");
            assertThat(outside.requests().getLast().body()).isEqualTo("{\"undo\":\"/first\"}");
            assertThat(run.at("/run/result").stringValue()).isEqualTo("FAILED");
            assertThat(run.at("/run/summary").stringValue()).isEqualTo("third failed: The webhook answered 400");
        }
    }

    @Test
    void goesOnBehindAFailureThatMayHappen() {
        try (RecordingServer outside =
                new RecordingServer(request -> Answer.of(request.path().equals("/maybe") ? 404 : 200, ""))) {
            String workflow = workflow(
                    List.of(
                            webhook("maybe", outside, "/maybe", "'onFailure': 'continue'"),
                            webhook("then", outside, "/then", "")),
                    List.of("ask maybe", "maybe then"));

            Reply run = ended(start(workflow, "{}"));

            assertThat(results(run)).containsExactly("ask SUCCESS", "maybe FAILED", "then SUCCESS");
            assertThat(run.at("/run/result").stringValue()).isEqualTo("SUCCESS");
        }
    }

    @Test
    void triesAgainWithTheSameKeyWhatSurelyHadNoEffect() {
        AtomicInteger calls = new AtomicInteger();
        try (RecordingServer outside =
                new RecordingServer(request -> Answer.of(calls.incrementAndGet() < 3 ? 503 : 200, ""))) {
            String workflow = workflow(
                    List.of(webhook(
                            "busy", outside, "/busy", "'retry': {'maxAttempts': 5, 'initialInterval': '10ms'}")),
                    List.of("ask busy"));

            Reply run = ended(start(workflow, "{}"));

            assertThat(run.at("/run/result").stringValue()).isEqualTo("SUCCESS");
            assertThat(run.at("/run/nodeRuns/1/attempt").intValue()).isEqualTo(3);
            assertThat(outside.requests())
                    .extracting(request -> request.headers().get("idempotency-key"))
                    .hasSize(3)
                    .containsOnly(run.at("/run/nodeRuns/1/identifier").stringValue());
        }
    }

    @Test
    void repeatsWhatMayHaveHappenedOnlyWhereThatIsSaidToDoNoHarm() {
        try (RecordingServer outside = new RecordingServer(request -> Answer.of(500, ""))) {
            String retry = "'retry': {'maxAttempts': 3, 'initialInterval': '10ms'}";
            String once = workflow(List.of(webhook("a", outside, "/once", retry)), List.of("ask a"));
            String thrice = workflow(
                    List.of(webhook("a", outside, "/thrice", retry + ", 'idempotent': true")), List.of("ask a"));

            ended(start(once, "{}"));
            ended(start(thrice, "{}"));

            assertThat(outside.requests())
                    .extracting(RecordingServer.Request::path)
                    .containsExactly("/once", "/thrice", "/thrice", "/thrice");
        }
    }

    @Test
    void asksWhetherItHappenedBeforeItRepeats() {
        Map<String, Boolean> known = new ConcurrentHashMap<>();
        AtomicInteger sent = new AtomicInteger();
        try (RecordingServer outside = new RecordingServer(request -> {
            if (request.method().equals("GET")) {
                return known.isEmpty() ? Answer.of(404, "") : Answer.of(200, "{\"id\": 4}");
            }
            if (sent.incrementAndGet() == 2) {
                known.put("made", true);
            }
            return Answer.of(502, "");
        })) {
            String workflow = workflow(
                    List.of(webhook(
                            "make",
                            outside,
                            "/make",
                            "'retry': {'maxAttempts': 5, 'initialInterval': '10ms'}, 'observe': {'url': '%s'}"
                                    .formatted(outside.url("/made/{{ .workflowNodeRun.identifier }}")))),
                    List.of("ask make"));

            Reply run = ended(start(workflow, "{}"));

            assertThat(outside.requests())
                    .extracting(RecordingServer.Request::method)
                    .containsExactly("POST", "GET", "POST", "GET");
            assertThat(run.at("/run/result").stringValue()).isEqualTo("SUCCESS");
            assertThat(run.at("/run/variables/make/body/id").intValue()).isEqualTo(4);
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
    void undoesWhatItDidWhenItIsCancelledInTheMiddle() {
        try (RecordingServer outside = new RecordingServer(request -> Answer.of(200, "{\"at\": \"x\"}"))) {
            String workflow = workflow(
                    List.of(
                            webhook("make", outside, "/make", undo(outside, "/unmake")),
                            "{'identifier': 'wait', 'config': {'type': 'TIMER', 'duration': '30d'}}"),
                    List.of("ask make", "make wait"));
            Api member = member();
            Reply started = member.post("/v1/workflows/%s/runs".formatted(workflow), "{}");
            stepOf(started, "wait");
            String run = "/v1/actions/runs/" + idOf(started);

            assertThat(member().post(run + "/cancel", "{}").status()).isEqualTo(403);
            member.post(run + "/cancel", "{'reason': 'not needed'}");

            Reply ended = ended(started);
            assertThat(outside.requests())
                    .extracting(RecordingServer.Request::path)
                    .containsExactly("/make", "/unmake");
            assertThat(ended.at("/run/result").stringValue()).isEqualTo("CANCELLED");
            assertThat(ended.at("/run/summary").stringValue()).endsWith(": not needed");
            assertThat(member.post(run + "/cancel", "{}").error()).isEqualTo("cannot_be_cancelled");
        }
    }

    @Test
    void waitsForWhatIsBeingSentWhenItIsCancelledAndUndoesThatToo() throws InterruptedException {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (RecordingServer outside = new RecordingServer(request -> {
            if (request.path().equals("/make")) {
                sent.countDown();
                await().until(() -> cancelled.getCount() == 0);
            }
            return Answer.of(202, "{\"at\": \"x\"}");
        })) {
            String workflow = workflow(
                    List.of(webhook("make", outside, "/make", "'synchronized': false, " + undo(outside, "/unmake"))),
                    List.of("ask make"));
            Reply started = start(workflow, "{}");
            assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();

            Reply cancelling = admin.post("/v1/actions/runs/%s/cancel".formatted(idOf(started)), "{}");
            assertThat(cancelling.at("/run/status").stringValue()).isEqualTo("IN_PROGRESS");
            assertThat(admin.get("/v1/workflows/runs/" + idOf(started))
                            .at("/run/status")
                            .stringValue())
                    .isEqualTo("CANCELLING");
            cancelled.countDown();

            assertThat(results(ended(started))).containsExactly("ask SUCCESS", "make CANCELLED", "make SUCCESS");
            assertThat(outside.requests())
                    .extracting(RecordingServer.Request::path)
                    .containsExactly("/make", "/unmake");
        }
    }

    @Test
    void asksForOtherActionsAndWaitsForTheirEnd() {
        String action = unique("workflow");
        admin.post("/v1/actions", """
                {'identifier': '%s', 'trigger': {'type': 'self-service', 'operation': 'CREATE', 'userInputs': {'properties': {'n': {'type': 'number', 'maximum': 3}}}},
                 'invocationMethod': {'type': 'WEBHOOK', 'url': 'http://127.0.0.2:1/', 'agent': true}}""".formatted(action));
        String workflow = workflow(
                List.of(
                        "{'identifier': 'sub', 'config': {'type': 'ACTION', 'action': '%s', 'properties': {'n': '{{ .outputs.trigger.size }}'}}}"
                                .formatted(action)),
                List.of("ask sub"));
        Api member = member();

        Reply refused = ended(member.post("/v1/workflows/%s/runs".formatted(workflow), "{'inputs': {'size': 9}}"));
        assertThat(refused.at("/run/summary").stringValue()).contains("properties.n");

        Reply started = member.post("/v1/workflows/%s/runs".formatted(workflow), "{'inputs': {'size': 2}}");
        await().until(() ->
                !admin.get("/v1/actions/runs?action=" + action).at("/runs").isEmpty());
        JsonNode child = admin.get("/v1/actions/runs?action=" + action).at("/runs/0");
        assertThat(child.at("/createdBy").stringValue())
                .isEqualTo(started.at("/run/createdBy").stringValue());
        admin.patch("/v1/actions/runs/" + child.at("/id").stringValue(), "{'status': 'SUCCESS', 'summary': 'made'}");
        assertThat(ended(started).at("/run/nodeRuns/1/message").stringValue()).isEqualTo("made");
    }

    @Test
    void stopsWhatAsksForItselfWithoutEnd() {
        String workflow = unique("workflow");
        admin.post(
                "/v1/workflows",
                "{'identifier': '%s', 'nodes': [%s, {'identifier': 'self', 'config': {'type': 'ACTION', 'action': '%s'}}], 'connections': [{'sourceIdentifier': 'ask', 'targetIdentifier': 'self'}]}"
                        .formatted(workflow, TRIGGER, workflow));

        Reply run = ended(start(workflow, "{}"));

        assertThat(run.at("/run/result").stringValue()).isEqualTo("FAILED");
        assertThat(admin.get("/v1/actions/runs?action=" + workflow).at("/runs")).hasSize(9);
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

    private static String timer(String identifier) {
        return "{'identifier': '%s', 'config': {'type': 'TIMER', 'duration': '0s'}}".formatted(identifier);
    }

    private static String webhook(String identifier, RecordingServer outside, String path, String more) {
        return "{'identifier': '%s', 'config': {'type': 'WEBHOOK', 'url': '%s'%s}}"
                .formatted(identifier, outside.url(path), more.isEmpty() ? "" : ", " + more);
    }

    private static String undo(RecordingServer outside, String path) {
        String node = path.replace("/undo-", "").replace("/unmake", "make");
        return "'compensation': {'type': 'WEBHOOK', 'url': '%s', 'synchronized': true, 'body': {'undo': '{{ .outputs.%s.body.at }}'}}"
                .formatted(outside.url(path), node);
    }

    private String problems(List<String> nodes, List<String> ways) {
        return admin.post("/v1/workflows", written(unique("workflow"), nodes, ways))
                .at("/message")
                .asString("");
    }

    private String workflow(List<String> nodes, List<String> ways) {
        String identifier = unique("workflow");
        Reply made = admin.post("/v1/workflows", written(identifier, nodes, ways));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return identifier;
    }

    /** @param ways {@code from to}, {@code from/outlet to} or {@code from!fallback to} */
    private static String written(String identifier, List<String> nodes, List<String> ways) {
        List<String> all = new ArrayList<>(List.of(TRIGGER));
        all.addAll(nodes);
        List<String> connections = new ArrayList<>();
        for (String way : ways) {
            String[] ends = way.split(" ");
            String[] source = ends[0].split("[/!]");
            String more = ends[0].contains("/")
                    ? ", 'sourceOutletIdentifier': '%s'".formatted(source[1])
                    : ends[0].contains("!") ? ", 'fallback': true" : "";
            connections.add(
                    "{'sourceIdentifier': '%s', 'targetIdentifier': '%s'%s}".formatted(source[0], ends[1], more));
        }
        return "{'identifier': '%s', 'title': 'A workflow', 'nodes': [%s], 'connections': [%s]}"
                .formatted(identifier, String.join(", ", all), String.join(", ", connections));
    }

    private Reply start(String workflow, String inputs) {
        return admin.post("/v1/workflows/%s/runs".formatted(workflow), "{'inputs': %s}".formatted(inputs));
    }

    private static String idOf(Reply started) {
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        return started.at("/run/identifier").stringValue();
    }

    private String stepOf(Reply started, String node) {
        String path = "/v1/workflows/runs/" + idOf(started);
        return await().until(
                        () -> admin.get(path)
                                .at("/run/nodeRuns")
                                .valueStream()
                                .filter(step ->
                                        step.path("nodeUid").asString("").equals(node))
                                .map(step -> step.path("identifier").stringValue())
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());
    }

    private Reply ended(Reply started) {
        String path = "/v1/workflows/runs/" + idOf(started);
        return await().until(
                        () -> admin.get(path),
                        run -> run.at("/run/status").asString("").equals("COMPLETED"));
    }

    private static List<String> results(Reply run) {
        return run.at("/run/nodeRuns")
                .valueStream()
                .map(step -> step.path("nodeUid").asString("") + " "
                        + step.path("result").asString(""))
                .toList();
    }
}
