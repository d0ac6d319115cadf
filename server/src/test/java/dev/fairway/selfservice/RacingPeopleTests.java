package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import dev.fairway.RunningFairway;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** People and programs who decide about the same run at the same moment. Each round is one run. */
class RacingPeopleTests extends RunningFairway {

    private static final int ROUNDS = 12;
    private static final String APPROVE = "{'status': 'APPROVE'}";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private RecordingServer outside;

    @BeforeEach
    void open() {
        outside = new RecordingServer(request -> Answer.of(200, "{}"));
    }

    @AfterEach
    void close() {
        outside.close();
        threads.shutdownNow();
    }

    @Test
    void hasOneOutcomeWhenApprovalsAndACancelMeet() throws Exception {
        String team = team();
        Api first = member(team);
        Api second = member(team);
        Api requester = member();
        String action = action("ANY", team);
        Map<String, List<Reply>> rounds = new LinkedHashMap<>();
        for (String run : rounds(() -> asked(requester, action))) {
            rounds.put(
                    run,
                    together(
                            () -> first.patch(run + "/approval", APPROVE),
                            () -> first.patch(run + "/approval", APPROVE),
                            () -> second.patch(run + "/approval", APPROVE),
                            () -> requester.post(run + "/cancel", "{}")));
        }

        rounds.forEach((run, replies) -> {
            assertThat(statuses(replies)).isSubsetOf(200, 201, 409);
            JsonNode ended = ended(run);
            boolean isCancelled = replies.getLast().status() == 200;
            assertThat(ended.path("status").asString("")).isEqualTo(isCancelled ? "DECLINED" : "SUCCESS");
            assertThat(count(replies, 201)).isLessThanOrEqualTo(1).isGreaterThanOrEqualTo(isCancelled ? 0 : 1);
            assertThat(effects(run)).isEqualTo(isCancelled ? 0 : 1);
            assertThat(lines(run, "Approved by")).isEqualTo(count(replies, 201));
            assertThat(lines(run, "Cancelled by")).isEqualTo(isCancelled ? 1 : 0);
            assertThat(lastAudited(run)).isEqualTo(ended.path("status").asString(""));
        });
    }

    @Test
    void sendsNothingOfWhatWasTakenBackAtTheLastMoment() throws Exception {
        Api requester = member();
        String action = unique("racing");
        admin.post("/v1/actions", """
                {'identifier': '%s', 'trigger': {'type': 'self-service', 'operation': 'CREATE'},
                 'invocationMethod': {'type': 'WEBHOOK', 'url': '%s', 'synchronized': true, 'body': {'run': '{{ .run.id }}'}}}""".formatted(action, outside.url("/run")));
        Map<String, List<Reply>> rounds = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            String run = asked(requester, action);
            Supplier<Reply> cancel = () -> requester.post(run + "/cancel", "{}");
            rounds.put(run, together(cancel, cancel));
        }

        rounds.forEach((run, replies) -> {
            boolean isCancelled = count(replies, 200) > 0;
            assertThat(statuses(replies)).isSubsetOf(200, 409).contains(409);
            assertThat(ended(run).path("status").asString("")).isEqualTo(isCancelled ? "DECLINED" : "SUCCESS");
            assertThat(effects(run)).isEqualTo(isCancelled ? 0 : 1);
        });
    }

    @Test
    void countsEachApproverOnceWhereAllHaveTo() throws Exception {
        String team = team();
        Person first = person(team);
        Person second = person(team);
        Api requester = member();
        String action = action("ALL", team);
        Map<String, List<Reply>> rounds = new LinkedHashMap<>();
        for (String run : rounds(() -> asked(requester, action))) {
            List<Reply> alone = together(
                    () -> first.api().patch(run + "/approval", APPROVE),
                    () -> first.api().patch(run + "/approval", APPROVE));
            assertThat(statuses(alone)).containsExactlyInAnyOrder(201, 409);
            assertThat(admin.get(run).at("/run/status").asString("")).isEqualTo("WAITING_FOR_APPROVAL");
            rounds.put(
                    run,
                    together(
                            () -> first.api().patch(run + "/approval", APPROVE),
                            () -> second.api().patch(run + "/approval", APPROVE),
                            () -> second.api().patch(run + "/approval", APPROVE)));
        }

        rounds.forEach((run, replies) -> {
            assertThat(statuses(replies)).containsExactlyInAnyOrder(201, 409, 409);
            assertThat(ended(run).path("status").asString("")).isEqualTo("SUCCESS");
            assertThat(effects(run)).isEqualTo(1);
            assertThat(lines(run, "Approved by")).isEqualTo(2);
        });
    }

    @Test
    void neverBeginsWhatOneOfAllDeclined() throws Exception {
        String team = team();
        Person first = person(team);
        Person second = person(team);
        Api requester = member();
        String action = action("ALL", team);
        List<String> runs = new ArrayList<>();
        for (String run : rounds(() -> asked(requester, action))) {
            List<Reply> replies = together(
                    () -> first.api().patch(run + "/approval", APPROVE),
                    () -> second.api().patch(run + "/approval", "{'status': 'DECLINE'}"));
            assertThat(replies.getLast().status()).isEqualTo(201);
            runs.add(run);
        }

        for (String run : runs) {
            assertThat(ended(run).path("status").asString("")).isEqualTo("DECLINED");
            assertThat(effects(run)).isZero();
        }
    }

    @Test
    void goesOnByOneAnswerOrNoneWhenAnswersAndACancelMeet() throws Exception {
        Api first = member();
        Api second = member();
        String workflow = workflow(
                """
                {'identifier': 'vote', 'config': {'type': 'INPUT', 'responders': {'roles': ['Member']},
                 'buttons': [{'identifier': 'yes'}, {'identifier': 'no'}],
                 'outlets': [{'identifier': 'yes'}, {'identifier': 'no'}]}}, %s, %s""".formatted(call("went", "/yes"), call("stayed", "/no")),
                "ask vote",
                "vote/yes went",
                "vote/no stayed");
        Map<String, List<Reply>> rounds = new LinkedHashMap<>();
        for (String run : rounds(() -> started(workflow))) {
            String answer = "/v1/workflows/nodes/runs/%s/answer".formatted(step(run, "vote"));
            rounds.put(
                    run,
                    together(
                            () -> first.post(answer, "{'button': 'yes'}"),
                            () -> first.post(answer, "{'button': 'no'}"),
                            () -> second.post(answer, "{'button': 'no'}"),
                            () -> admin.post(run + "/cancel", "{}")));
        }

        rounds.forEach((run, replies) -> {
            List<Reply> answers = replies.subList(0, 3);
            assertThat(statuses(replies)).isSubsetOf(200, 409);
            boolean isCancelled = replies.getLast().status() == 200;
            assertThat(ended(run).path("status").asString("")).isEqualTo(isCancelled ? "DECLINED" : "SUCCESS");
            assertThat(count(answers, 200)).isLessThanOrEqualTo(1).isGreaterThanOrEqualTo(isCancelled ? 0 : 1);
            assertThat(effects(run))
                    .isLessThanOrEqualTo(count(answers, 200))
                    .isGreaterThanOrEqualTo(isCancelled ? 0 : 1);
            answers.stream()
                    .filter(reply -> reply.status() == 200)
                    .forEach(reply -> assertThat(paths(run))
                            .isSubsetOf("/" + reply.at("/nodeRun/outlet").asString("")));
            assertThat(lines(run, "answered:")).isEqualTo(count(answers, 200));
        });
    }

    @Test
    void countsAPersonOnceWhoAnswersTwiceAtOnce() throws Exception {
        Api person = member();
        String workflow = workflow("""
                {'identifier': 'vote', 'config': {'type': 'INPUT', 'responders': {'roles': ['Member']},
                 'buttons': [{'identifier': 'yes'}], 'outlets': [{'identifier': 'yes', 'numOfResponders': 2}]}}""", "ask vote");
        for (String run : rounds(() -> started(workflow))) {
            String answer = "/v1/workflows/nodes/runs/%s/answer".formatted(step(run, "vote"));

            List<Reply> replies = together(
                    () -> person.post(answer, "{'button': 'yes'}"), () -> person.post(answer, "{'button': 'yes'}"));

            assertThat(statuses(replies)).containsExactlyInAnyOrder(200, 409);
            assertThat(admin.get(run).at("/run/status").asString("")).isEqualTo("IN_PROGRESS");
        }
    }

    @Test
    void endsAStepOnceWhenReportsAndACancelMeet() throws Exception {
        String workflow = workflow(
                "{'identifier': 'hook', 'config': {'type': 'CALLBACK'}}, " + call("then", "/then"),
                "ask hook",
                "hook then");
        Map<String, List<Reply>> rounds = new LinkedHashMap<>();
        for (String run : rounds(() -> started(workflow))) {
            String path = "/v1/workflows/nodes/runs/" + step(run, "hook");
            rounds.put(
                    run,
                    together(
                            () -> admin.patch(path, "{'status': 'COMPLETED', 'result': 'SUCCESS'}"),
                            () -> admin.patch(path, "{'status': 'COMPLETED', 'result': 'FAILED'}"),
                            () -> admin.post(run + "/cancel", "{}")));
        }

        rounds.forEach((run, replies) -> {
            assertThat(statuses(replies)).isSubsetOf(200, 409);
            assertThat(count(replies.subList(0, 2), 200)).isLessThanOrEqualTo(1);
            boolean isCancelled = replies.getLast().status() == 200;
            boolean isDone = replies.getFirst().status() == 200;
            String status = ended(run).path("status").asString("");
            assertThat(status).isEqualTo(isCancelled ? "DECLINED" : isDone ? "SUCCESS" : "FAILURE");
            assertThat(effects(run))
                    .isLessThanOrEqualTo(isDone ? 1 : 0)
                    .isGreaterThanOrEqualTo(isDone && !isCancelled ? 1 : 0);
        });
    }

    @Test
    void handsARunToOneOfManyOrTakesItBack() throws Exception {
        String installation = unique("racing");
        String action = unique("racing");
        admin.post("/v1/actions", """
                {'identifier': '%s', 'trigger': {'type': 'self-service', 'operation': 'CREATE'},
                 'invocationMethod': {'type': 'INTEGRATION_ACTION', 'installationId': '%s', 'integrationActionType': 'x'}}""".formatted(action, installation));
        List<String> runs = rounds(() -> asked(admin, action));
        runs.forEach(run ->
                await().until(() -> admin.get(run).at("/run/pendingExecution").booleanValue()));
        Supplier<Reply> claim = () -> admin.post(
                "/v1/actions/runs/claim-pending", "{'installationId': '%s', 'limit': 10}".formatted(installation));
        assertThat(together(claim, claim, claim, claim).stream()
                        .flatMap(reply -> reply.at("/runs").findValuesAsString("id").stream()))
                .doesNotHaveDuplicates()
                .hasSize(ROUNDS);
        for (String run : runs) {
            String id = run.substring(run.lastIndexOf('/') + 1);
            Supplier<Reply> acknowledge = () -> admin.patch("/v1/actions/runs/ack", "{'runId': '%s'}".formatted(id));

            List<Reply> taken = together(acknowledge, acknowledge, () -> admin.post(run + "/cancel", "{}"));

            assertThat(statuses(taken)).containsExactlyInAnyOrder(200, 409, 409);
            assertThat(admin.get(run).at("/run/status").asString(""))
                    .isEqualTo(taken.getLast().status() == 200 ? "DECLINED" : "IN_PROGRESS");
        }
    }

    /** Everybody waits for the last one to be there. */
    @SafeVarargs
    private List<Reply> together(Supplier<Reply>... calls) throws InterruptedException, ExecutionException {
        CountDownLatch all = new CountDownLatch(calls.length);
        List<Future<Reply>> replies = Arrays.stream(calls)
                .map(call -> threads.submit(() -> {
                    all.countDown();
                    all.await();
                    return call.get();
                }))
                .toList();
        List<Reply> done = new ArrayList<>();
        for (Future<Reply> reply : replies) {
            done.add(reply.get());
        }
        return done;
    }

    private static List<String> rounds(Supplier<String> begin) {
        return Stream.generate(begin).limit(ROUNDS).toList();
    }

    private static List<Integer> statuses(List<Reply> replies) {
        return replies.stream().map(Reply::status).toList();
    }

    private static int count(List<Reply> replies, int status) {
        return (int) replies.stream().filter(reply -> reply.status() == status).count();
    }

    private List<String> paths(String run) {
        String id = run.substring(run.lastIndexOf('/') + 1);
        return outside.requests().stream()
                .filter(request -> request.body().contains(id))
                .map(RecordingServer.Request::path)
                .toList();
    }

    private int effects(String run) {
        return paths(run).size();
    }

    private int lines(String run, String part) {
        return (int) admin.get(run + "/logs").at("/runLogs").findValuesAsString("message").stream()
                .filter(line -> line.contains(part))
                .count();
    }

    private String lastAudited(String run) {
        return admin.get("/v1/audit-log?resources=run&identifier=" + run.substring(run.lastIndexOf('/') + 1))
                .at("/audits/0/diff/after/status")
                .asString("");
    }

    private JsonNode ended(String run) {
        return await().until(
                        () -> admin.get(run).at("/run"),
                        now -> !now.path("endedAt").isNull());
    }

    private String team() {
        String team = unique("racing");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(team));
        return team;
    }

    private String asked(Api requester, String action) {
        Reply reply = requester.post("/v1/actions/%s/runs".formatted(action), "{}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        return "/v1/actions/runs/" + reply.at("/run/id").stringValue();
    }

    private String action(String approval, String team) {
        String action = unique("racing");
        Reply made = admin.post("/v1/actions", """
                {'identifier': '%s', 'trigger': {'type': 'self-service', 'operation': 'CREATE'}, 'requiredApproval': {'type': '%s'},
                 'invocationMethod': {'type': 'WEBHOOK', 'url': '%s', 'synchronized': true, 'body': {'run': '{{ .run.id }}'}}}""".formatted(action, approval, outside.url("/run")));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        admin.patch(
                "/v1/actions/%s/permissions".formatted(action),
                "{'approve': {'roles': [], 'teams': ['%s']}}".formatted(team));
        return action;
    }

    private String call(String identifier, String path) {
        return "{'identifier': '%s', 'config': {'type': 'WEBHOOK', 'url': '%s', 'body': {'run': '{{ .workflowRun.identifier }}'}}}"
                .formatted(identifier, outside.url(path));
    }

    private String workflow(String nodes, String... ways) {
        String workflow = unique("racing");
        List<String> connections = Arrays.stream(ways)
                .map(way -> way.split("[ /]"))
                .map(way -> "{'sourceIdentifier': '%s', 'targetIdentifier': '%s'%s}"
                        .formatted(
                                way[0],
                                way[way.length - 1],
                                way.length == 3 ? ", 'sourceOutletIdentifier': '%s'".formatted(way[1]) : ""))
                .toList();
        Reply made = admin.post("/v1/workflows", """
                {'identifier': '%s', 'nodes': [{'identifier': 'ask', 'config': {'type': 'SELF_SERVE_TRIGGER'}}, %s], 'connections': [%s]}""".formatted(workflow, nodes, String.join(", ", connections)));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return workflow;
    }

    private String started(String workflow) {
        return "/v1/actions/runs/"
                + admin.post("/v1/workflows/%s/runs".formatted(workflow), "{}")
                        .at("/run/identifier")
                        .stringValue();
    }

    private String step(String run, String node) {
        String path = run.replace("/v1/actions", "/v1/workflows");
        return await().until(
                        () -> admin.get(path)
                                .at("/run/nodeRuns")
                                .valueStream()
                                .filter(step ->
                                        step.path("nodeUid").asString("").equals(node))
                                .filter(step -> step.path("state").asString("").equals("OPEN"))
                                .map(step -> step.path("identifier").stringValue())
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());
    }
}
