package dev.fairway.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RecordingServer;
import dev.fairway.RecordingServer.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of a workflow when a step fails, or somebody stops it. */
class WorkflowFailureTests extends Flows {

    @Autowired
    DSLContext db;

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
    void endsWithASentenceWhenFairwayMakesAMistake() {
        String blueprint = unique("broken");
        admin.post(
                "/v1/blueprints",
                "{'identifier': '%s', 'title': 'Broken', 'schema': {'properties': {}, 'required': []}, 'relations': {}}"
                        .formatted(blueprint));
        String workflow = workflow(
                List.of(
                        "{'identifier': 'break', 'config': {'type': 'UPSERT_ENTITY', 'blueprintIdentifier': '%s', 'mapping': {'identifier': 'one'}}}"
                                .formatted(blueprint)),
                List.of("ask break"));
        db.execute("""
                create function catalog.fail_on_purpose() returns trigger language plpgsql as
                $$ begin raise exception 'on purpose'; end $$""");
        db.execute("""
                create trigger fail_on_purpose before insert on catalog.entity for each row
                when (new.identifier = 'one') execute function catalog.fail_on_purpose()""");

        Reply run;
        try {
            run = ended(start(workflow, "{}"));
        } finally {
            db.execute("drop function catalog.fail_on_purpose cascade");
        }

        assertThat(results(run)).contains("break FAILED");
        assertThat(run.text()).contains("Fairway made a mistake").doesNotContain("on purpose");
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
}
