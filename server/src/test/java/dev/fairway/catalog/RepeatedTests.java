package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Networks send twice and out of order; what is there afterwards is the same. */
class RepeatedTests extends RunningFairway {

    private String id;

    @BeforeEach
    void model() {
        id = blueprint("'schema': {'properties': {'n': {'type': 'number'}}}");
        admin.put(
                "/v1/blueprints/" + id,
                "{'identifier': '%1$s', 'schema': {'properties': {'n': {'type': 'number'}}}, 'relations': {'up': {'target': '%1$s'}}}"
                        .formatted(id));
    }

    @Test
    void changesNothingWhenAnUpsertComesTwice() {
        String upsert = entities(id) + "?upsert=true";

        Reply first = admin.post(upsert, "{'identifier': 'a', 'properties': {'n': 1}}");
        Reply second = admin.post(upsert, "{'identifier': 'a', 'properties': {'n': 1}}");

        assertThat(second.status()).isEqualTo(first.status()).isEqualTo(201);
        assertThat(admin.get("/v1/audit-log?blueprint=" + id).at("/audits")).hasSize(1);
    }

    @Test
    void refusesTheSecondOfTwoPlainCreations() {
        admin.post(entities(id), "{'identifier': 'a', 'properties': {'n': 1}}");

        Reply second = admin.post(entities(id), "{'identifier': 'a', 'properties': {'n': 2}}");

        assertThat(second.status()).isEqualTo(409);
        assertThat(admin.get(entities(id) + "/a").at("/entity/properties/n").intValue())
                .isEqualTo(1);
    }

    @Test
    void saysOfABatchThatComesTwiceThatNothingWasCreated() {
        String bulk = entities(id) + "/bulk?upsert=true&merge=true";
        String body = "{'entities': [{'identifier': 'a'}, {'identifier': 'b'}]}";
        admin.post(bulk, body);

        Reply second = admin.post(bulk, body);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("/entities/0/created").booleanValue()).isFalse();
        assertThat(second.at("/entities/1/created").booleanValue()).isFalse();
    }

    @Test
    void createsOnceWhenManySendTheSameAtOnce() throws Exception {
        List<Reply> replies =
                atOnce(8, () -> admin.post(entities(id) + "?upsert=true&merge=true", "{'identifier': 'a'}"));

        assertThat(replies).allMatch(reply -> reply.status() == 201);
        assertThat(admin.get("/v1/audit-log?action=CREATE&blueprint=" + id).at("/audits"))
                .hasSize(1);
    }

    @Test
    void createsOneOfManyPlainCreationsAtOnce() throws Exception {
        List<Integer> statuses = atOnce(8, () -> admin.post(entities(id), "{'identifier': 'a'}")).stream()
                .map(Reply::status)
                .sorted()
                .toList();

        assertThat(statuses).containsExactly(201, 409, 409, 409, 409, 409, 409, 409);
    }

    @Test
    void takesChildrenBeforeTheirParents() {
        String child = "{'identifier': 'child', 'relations': {'up': 'parent'}}";

        Reply early = admin.post(entities(id), child);
        admin.post(entities(id) + "?create_missing_related_entities=true", child);
        admin.post(entities(id) + "?upsert=true&merge=true", "{'identifier': 'parent', 'properties': {'n': 7}}");

        assertThat(early.status()).isEqualTo(404);
        assertThat(early.error()).isEqualTo("not_found");
        assertThat(admin.get(entities(id) + "/parent")
                        .at("/entity/properties/n")
                        .intValue())
                .isEqualTo(7);
        assertThat(admin.get(entities(id) + "/child").at("/entity/relations/up").stringValue())
                .isEqualTo("parent");
    }

    @Test
    void keepsTheLaterChangeWhenAnEarlierOneArrivesLate() {
        admin.post(entities(id), "{'identifier': 'a', 'properties': {'n': 1}}");
        admin.with("If-Match", "1").patch(entities(id) + "/a", "{'properties': {'n': 2}}");

        Reply late = admin.with("If-Match", "1").patch(entities(id) + "/a", "{'properties': {'n': 3}}");

        assertThat(late.status()).isEqualTo(409);
        assertThat(admin.get(entities(id) + "/a").at("/entity/properties/n").intValue())
                .isEqualTo(2);
    }

    @Test
    void saysOfASecondDeletionThatThereIsNothing() {
        admin.post(entities(id), "{'identifier': 'a'}");

        assertThat(admin.delete(entities(id) + "/a").status()).isEqualTo(200);
        assertThat(admin.delete(entities(id) + "/a").status()).isEqualTo(404);
        assertThat(admin.post("/v1/blueprints/%s/bulk/entities/delete".formatted(id), "{'entities': ['a']}")
                        .at("/deletedEntities"))
                .isEmpty();
    }

    @Test
    void refusesSecondsOfWhatIsNamedOnce() {
        String secret = unique("secret");
        String team = unique("team");

        assertThat(twice("/v1/organization/secrets", "{'secretName': '%s', 'secretValue': 'v'}".formatted(secret)))
                .isEqualTo(409);
        assertThat(twice("/v1/teams", "{'name': '%s'}".formatted(team))).isEqualTo(409);
        assertThat(twice("/v1/blueprints", "{'identifier': '%s'}".formatted(unique("twice"))))
                .isEqualTo(409);
        assertThat(twice("/v1/users/invite", "{'invitee': {'email': '%s@example.com'}}".formatted(unique("p"))))
                .isEqualTo(409);
    }

    @Test
    void showsTheLastNameOfWhatIsRenamedWhileOthersPointToIt() throws Exception {
        String target = blueprint("'title': 'Target'");
        String pointing = blueprint("'relations': {'target': {'target': '%s'}}".formatted(target));
        AtomicInteger name = new AtomicInteger();
        admin.post(entities(target), "{'identifier': 'name-0'}");
        AtomicInteger caller = new AtomicInteger();

        atOnce(4, () -> {
            int me = caller.getAndIncrement();
            for (int round = 0; round < 15; round++) {
                if (me == 0) {
                    int now = name.get();
                    admin.put(entities(target) + "/name-" + now, "{'identifier': 'name-%d'}".formatted(now + 1));
                    name.incrementAndGet();
                } else {
                    admin.post(
                            entities(pointing),
                            "{'identifier': 'p-%d-%d', 'relations': {'target': 'name-%d'}}"
                                    .formatted(me, round, name.get()));
                }
            }
            return me;
        });

        List<String> pointedTo = admin.get(entities(pointing)).at("/entities").findValuesAsString("target");
        assertThat(pointedTo).isNotEmpty().containsOnly("name-15");
    }

    private int twice(String path, String body) {
        admin.post(path, body);
        return admin.post(path, body).status();
    }

    private static <T> List<T> atOnce(int callers, Callable<T> call) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> waiting = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                waiting.add(threads.submit(call));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : waiting) {
                results.add(one.get());
            }
            return results;
        }
    }
}
