package dev.fairway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that do not know whether a request arrived send it again with the same Idempotency-Key. */
class RepeatedRequestTests extends RunningFairway {

    private String blueprint;
    private Api keyed;

    @BeforeEach
    void model() {
        blueprint = blueprint("'schema': {'properties': {'n': {'type': 'number'}}}");
        keyed = admin.with("Idempotency-Key", unique("key"));
    }

    @Test
    void answersAgainWithoutDoingItAgain() {
        Reply first = keyed.post(entities(blueprint), "{'title': 'No identifier'}");
        Reply again = keyed.post(entities(blueprint), "{'title': 'No identifier'}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("content-type")).isEqualTo(first.header("content-type"));
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(first.header("idempotency-replayed")).isEmpty();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void doesItOnceWhenManyArriveAtTheSameTime() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Reply>> calls = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> keyed.post(entities(blueprint), "{'title': 'Sent at once'}"), threads))
                    .limit(6)
                    .toList();
            List<String> answers = calls.stream()
                    .map(CompletableFuture::join)
                    .map(Reply::text)
                    .distinct()
                    .toList();

            assertThat(answers).hasSize(1);
        }
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void answersAgainWhatOnlyCheckedAnEntity() {
        String path = entities(blueprint) + "?validation_only=true";

        Reply first = keyed.post(path, "{'identifier': 'checked'}");
        Reply again = keyed.post(path, "{'identifier': 'checked'}");

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(count()).isZero();
    }

    @Test
    void refusesAKeyThatCameWithAnotherRequest() {
        keyed.post(entities(blueprint), "{'identifier': 'a'}");

        Reply otherBody = keyed.post(entities(blueprint), "{'identifier': 'b'}");
        Reply otherRoute = keyed.post(entities(blueprint) + "?upsert=true", "{'identifier': 'a'}");

        assertThat(otherBody.status()).isEqualTo(422);
        assertThat(otherBody.at("/message").stringValue()).contains("another request", "another key");
        assertThat(otherRoute.status()).isEqualTo(422);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void keepsNothingOfWhatWasRefused() {
        Reply refused = keyed.post(entities(blueprint), "{'identifier': 'a', 'properties': {'n': 'none'}}");
        Reply corrected = keyed.post(entities(blueprint), "{'identifier': 'a'}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(corrected.status()).isEqualTo(201);
    }

    @Test
    void keepsTheAnswerOfABatchThatWasRefusedInPart() {
        String batch = "{'entities': [{'identifier': 'a'}, {'identifier': 'b', 'properties': {'n': 'none'}}]}";
        Reply first = keyed.post(entities(blueprint) + "/bulk", batch);
        Reply again = keyed.post(entities(blueprint) + "/bulk", batch);

        assertThat(first.status()).isEqualTo(207);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void startsOneImport() {
        String request = """
                {'format': 'json', 'content': '[1]', 'mapping': {'resources': [{'blueprint': '%s',
                 'itemsToParse': '.body', 'entity': {'identifier': '.item | tostring'}}]}}""".formatted(blueprint);

        assertThat(keyed.post("/v1/imports", request).at("/import/id"))
                .isEqualTo(keyed.post("/v1/imports", request).at("/import/id"));
    }

    @Test
    void makesOneOfEverything() {
        for (String creation : List.of(
                "/v1/blueprints {'identifier': '%s'}",
                "/v1/teams {'name': '%s'}",
                "/v1/pages {'identifier': '%s', 'type': 'dashboard', 'title': 'A page'}",
                "/v1/sidebars/catalog/folders {'identifier': '%s', 'title': 'A folder'}",
                "/v1/organization/secrets {'secretName': '%s', 'secretValue': 'kept'}",
                "/v1/blueprints/_team/entities {'identifier': '%s'}",
                "/v1/blueprints/_user/entities {'identifier': '%s@example.com'}")) {
            String[] parts = creation.formatted(unique("thing")).split(" ", 2);
            Api once = admin.with("Idempotency-Key", unique("key"));
            Reply first = once.post(parts[0], parts[1]);

            assertThat(first.status()).as(first.text()).isEqualTo(201);
            assertThat(once.post(parts[0], parts[1]).text()).isEqualTo(first.text());
            assertThat(admin.post(parts[0], parts[1]).status()).isBetween(409, 422);
        }
    }

    @Test
    void takesTheSameKeyFromSomebodyElseAsAnotherOne() {
        String key = unique("key");
        Reply mine = admin.with("Idempotency-Key", key).post(entities(blueprint), "{'title': 'One'}");
        Reply theirs = member().with("Idempotency-Key", key).post(entities(blueprint), "{'title': 'One'}");

        assertThat(mine.status()).isEqualTo(201);
        assertThat(theirs.header("idempotency-replayed")).isEmpty();
    }

    @Test
    void takesNoKeyWhereTheAnswerHoldsASecret() {
        Reply refused = keyed.post("/v1/credentials", "{'name': 'secretive', 'role': 'Member'}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/message").stringValue()).contains("holds a secret");
        assertThat(admin.get("/v1/credentials").text()).doesNotContain("secretive");
    }

    @Test
    void readsAsOftenAsItIsAsked() {
        String everything = "{'combinator': 'and', 'rules': []}";
        Reply before = keyed.post("/v1/entities/search", everything);
        admin.post(entities(blueprint), "{'identifier': 'new-one'}");

        assertThat(before.text()).doesNotContain("new-one");
        assertThat(keyed.post("/v1/entities/search", everything).text()).contains("new-one");
    }

    @Test
    void saysWhatAKeyIs() {
        for (String key : List.of("", "x".repeat(256))) {
            Reply reply = admin.with("Idempotency-Key", key).post(entities(blueprint), "{'identifier': 'a'}");

            assertThat(reply.status()).as(key).isEqualTo(422);
            assertThat(reply.at("/message").stringValue()).contains("1 to 255 printable");
        }
    }

    private int count() {
        return admin.get("/v1/blueprints/" + blueprint + "/entities-count")
                .at("/count")
                .asInt();
    }
}
