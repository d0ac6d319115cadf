package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What existing clients do when they clean up behind themselves. */
class ClientContractTests extends RunningFairway {

    @Test
    void removesAllEntitiesAndTheBlueprintInTheBackground() {
        String id = blueprint("'title': 'Doomed'");
        admin.post(entities(id) + "/bulk", "{'entities': [{'identifier': 'a'}, {'identifier': 'b'}]}");

        Reply started = admin.delete("/v1/blueprints/" + id + "/all-entities?delete_blueprint=true");
        String migration = started.at("/migrationId").stringValue();
        Reply ended = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> admin.get("/v1/migrations/" + migration),
                        reply -> reply.at("/migration/status").stringValue().equals("COMPLETED"));

        assertThat(ended.at("/migration/mapping").isObject()).isTrue();
        assertThat(ended.at("/migration/successCount").asInt()).isEqualTo(2);
        assertThat(admin.get("/v1/blueprints/" + id).status()).isEqualTo(404);
    }

    @Test
    void keepsEntitiesFromThoseWhoMayNotRemoveThem() {
        String id = blueprint("'title': 'Kept'");

        assertThat(member().delete("/v1/blueprints/" + id + "/all-entities").status())
                .isEqualTo(403);
    }

    @Test
    void findsWhatAnIntegrationWroteAndHasNotWrittenSince() {
        String id = blueprint("'title': 'Synced'");
        String agent = "port-ocean/github/1.2.3/" + unique("sync") + "/exporter";
        Api ocean = admin.with("User-Agent", agent);
        ocean.post(entities(id) + "/bulk", "{'entities': [{'identifier': 'a'}, {'identifier': 'b'}]}");
        String body = "{'datasource_prefix': 'port-ocean/github/', 'datasource_suffix': '/%s/exporter', 'limit': 1 %s}";
        String name = agent.split("/")[3];

        Reply first = ocean.post("/v1/blueprints/entities/datasource-entities", body.formatted(name, ""));
        Reply second = ocean.post(
                "/v1/blueprints/entities/datasource-entities",
                body.formatted(
                        name, ", 'from': '%s'".formatted(first.at("/next").stringValue())));
        Reply stale = ocean.post(
                "/v1/blueprints/entities/datasource-entities",
                body.formatted(name, ", 'before': '2020-01-01T00:00:00Z'"));

        assertThat(first.at("/entities/0/identifier").stringValue()).isEqualTo("a");
        assertThat(second.at("/entities/0/identifier").stringValue()).isEqualTo("b");
        assertThat(second.at("/next").isNull()).isTrue();
        assertThat(stale.at("/entities")).isEmpty();
    }
}
