package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import dev.fairway.shared.Json;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is sent, Fairway does it or says what is wrong with it; it never fails. The seeds are fixed. */
class FuzzedTests extends RunningFairway {

    private static final int ROUNDS = 300;

    private static final String MODEL = """
            'schema': {'properties': {
              'text': {'type': 'string'}, 'count': {'type': 'number'}, 'flag': {'type': 'boolean'},
              'list': {'type': 'array'}, 'data': {'type': 'object'}, 'day': {'type': 'string', 'format': 'date-time'},
              'due': {'type': 'string', 'format': 'timer'}, 'kind': {'type': 'string', 'enum': ['a', 'b']}}},
            'calculationProperties': {'twice': {'type': 'number', 'calculation': '.properties.count * 2'}}""";

    @Test
    void answersEverySearchOfTheCatalog() {
        String id = blueprint(MODEL);
        everyReply(1, fuzz -> {
            ObjectNode body = Json.object().put("combinator", "and");
            body.putArray("rules")
                    .add(fuzz.query(3))
                    .addObject()
                    .put("property", "$blueprint")
                    .put("operator", "=")
                    .put("value", id);
            return admin.post("/v1/entities/search", Fuzz.sent(body));
        });
    }

    @Test
    void answersEverySearchOfABlueprint() {
        String id = related();
        everyReply(2, fuzz -> {
            ObjectNode body = Json.object();
            body.set("query", fuzz.query(3));
            return admin.post(
                    entities(id) + "/" + fuzz.any("search", "search/count", "top-search"),
                    Fuzz.sent(fuzz.damaged(body)));
        });
    }

    @Test
    void answersEveryBlueprint() {
        String target = blueprint("'title': 'Target'");
        everyReply(3, fuzz -> admin.post("/v1/blueprints", Fuzz.sent(fuzz.blueprint(unique("fuzzed"), target))));
    }

    @Test
    void answersEveryChangeOfABlueprint() {
        String id = related();
        everyReply(
                4,
                fuzz -> admin.call(
                        fuzz.any("PUT", "PATCH"), "/v1/blueprints/" + id, Fuzz.sent(fuzz.blueprint(id, id))));
    }

    @Test
    void answersEveryEntity() {
        String id = related();
        everyReply(
                5,
                fuzz -> admin.post(
                        entities(id)
                                + fuzz.any(
                                        "",
                                        "?upsert=true",
                                        "?upsert=true&merge=true&create_missing_related_entities=true"),
                        Fuzz.sent(fuzz.entity())));
    }

    @Test
    void answersEveryBatch() {
        String id = related();
        everyReply(6, fuzz -> {
            ObjectNode body = Json.object();
            body.putArray("entities").add(fuzz.entity()).add(fuzz.entity());
            return admin.post(entities(id) + "/bulk?upsert=true", Fuzz.sent(fuzz.damaged(body)));
        });
    }

    private String related() {
        String target = blueprint(MODEL);
        admin.post(entities(target), "{'identifier': 'there', 'properties': {'text': 'x', 'count': 1}}");
        return blueprint(MODEL + """
                , 'relations': {'one': {'target': '%1$s'}, 'all': {'target': '%1$s', 'many': true}},
                'mirrorProperties': {'mirrored': {'path': 'one.text'}},
                'aggregationProperties': {'counted': {'target': '%1$s', 'calculationSpec':
                  {'calculationBy': 'entities', 'func': 'count'}}}""".formatted(target));
    }

    private static void everyReply(int seed, Function<Fuzz, Reply> call) {
        Fuzz fuzz = new Fuzz(new Random(seed));
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Reply reply = call.apply(fuzz);
            assertThat(reply.status())
                    .as("seed %d, round %d: %s", seed, round, reply.text())
                    .isLessThan(500);
            if (reply.status() >= 400) {
                assertThat(Json.textAt(reply.body(), "message"))
                        .as("seed %d, round %d", seed, round)
                        .isNotBlank();
                refused++;
            }
        }
        assertThat(refused).as("refusals of %d", ROUNDS).isBetween(1, ROUNDS);
    }
}
