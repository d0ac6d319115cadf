package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import dev.fairway.shared.Json;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ImportTests extends RunningFairway {

    private static final String FILE = """
            products:
              - {name: Anchor, state: live}
              - {name: Buoy, state: planned}
              - {name: Anchor, state: live}
              - {name: Chart, state: unknown}
            """;

    private String product;

    @BeforeEach
    void model() {
        product = blueprint("'schema': {'properties': {'state': {'type': 'string', 'enum': ['live', 'planned']}}}");
    }

    private String request(String format, String content, String itemsToParse) {
        ObjectNode request = Json.object().put("format", format).put("content", content);
        ObjectNode resource = request.putObject("mapping").putArray("resources").addObject();
        resource.put("blueprint", product).put("itemsToParse", itemsToParse).put("numberDuplicates", true);
        ObjectNode entity = resource.putObject("entity").put("identifier", ".item.name | ascii_downcase");
        entity.put("title", ".item.name").putObject("properties").put("state", ".item.state");
        return request.toString();
    }

    @Test
    void showsWhatItWouldDoAndDoesNothing() {
        Reply preview = admin.post("/v1/imports/preview", request("yaml", FILE, ".body.products"));

        assertThat(preview.at("/preview/create").asInt()).isEqualTo(3);
        assertThat(preview.at("/preview/refused").asInt()).isEqualTo(1);
        assertThat(preview.text()).contains("is not one of");
        assertThat(admin.get("/v1/blueprints/" + product + "/entities-count")
                        .at("/count")
                        .asInt())
                .isZero();
    }

    @Test
    void writesWhatItCanAndNamesWhatItCannot() {
        Reply started = admin.post("/v1/imports", request("yaml", FILE, ".body.products"));

        Reply ended = ended(started.at("/import/id").stringValue());

        assertThat(started.status()).isEqualTo(202);
        assertThat(ended.at("/import/status").stringValue()).isEqualTo("COMPLETED");
        assertThat(ended.at("/import/created").asInt()).isEqualTo(3);
        assertThat(ended.at("/import/errors/0/identifier").stringValue()).isEqualTo("chart");
        assertThat(admin.get(entities(product) + "/anchor-2").status()).isEqualTo(200);
    }

    @Test
    void changesNothingTheSecondTime() {
        ended(admin.post("/v1/imports", request("yaml", FILE, ".body.products"))
                .at("/import/id")
                .stringValue());

        Reply preview = admin.post("/v1/imports/preview", request("yaml", FILE, ".body.products"));

        assertThat(preview.at("/preview/unchanged").asInt()).isEqualTo(3);
        assertThat(preview.at("/preview/create").asInt()).isZero();
    }

    @Test
    void readsTablesWithARowOfNames() {
        Reply preview = admin.post("/v1/imports/preview", request("csv", "name,state\nAnchor,live\n", ".body"));

        assertThat(preview.at("/preview/samples/0/after/properties/state").stringValue())
                .isEqualTo("live");
    }

    @Test
    void saysWhereAFileStopsBeingReadable() {
        Reply reply = admin.post("/v1/imports/preview", request("yaml", "a: [1,\nb: }", ".body"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.at("/message").stringValue()).contains("line 2");
    }

    @Test
    void isRefusedToThoseWhoMayNotCreate() {
        Reply preview = member().post("/v1/imports/preview", request("yaml", FILE, ".body.products"));

        assertThat(preview.at("/preview/create").asInt()).isZero();
        assertThat(preview.at("/preview/refused").asInt()).isEqualTo(4);
    }

    @Test
    void triesAnExpressionOut() {
        assertThat(admin.post("/v1/jq", "{'input': {'a': 2}, 'query': '.a * 3'}")
                        .at("/result")
                        .asInt())
                .isEqualTo(6);
        assertThat(admin.post("/v1/jq", "{'input': {}, 'query': '.a |'}").status())
                .isEqualTo(422);
    }

    @Test
    void endsAnExpressionThatNeverGivesAnything() {
        Reply reply = admin.post("/v1/jq", "{'input': {}, 'query': 'range(1e18) | select(false)'}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.at("/message").stringValue()).contains("more than 3,000,000 steps");
    }

    private Reply ended(String id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> admin.get("/v1/imports/" + id),
                        reply -> !reply.at("/import/endedAt").isNull());
    }
}
