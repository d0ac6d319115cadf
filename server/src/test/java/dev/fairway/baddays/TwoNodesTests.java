package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.postgres.Await;
import dev.fairway.postgres.PostgresServer;
import dev.fairway.postgres.PostgresSettings;
import dev.fairway.postgres.PostgresSettings.Durability;
import dev.fairway.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one database are one Fairway. */
class TwoNodesTests {

    private static final int ROUNDS = 25;

    @Test
    void holdWhatEachOtherChanged(@TempDir Path folder) throws Exception {
        PostgresSettings settings =
                new PostgresSettings(folder.resolve("postgres"), TestPostgres.binaries(), Durability.NONE);
        try (PostgresServer database = PostgresServer.start(settings)) {
            Map<String, String> shared = Map.of(
                    "FAIRWAY_DATABASE_URL", database.jdbcUrl(),
                    "FAIRWAY_DATABASE_USER", database.user(),
                    "FAIRWAY_DATABASE_PASSWORD", database.password(),
                    "FAIRWAY_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
            try (Product first = Product.in(folder.resolve("first"), shared);
                    Product second = Product.in(folder.resolve("second"), shared)) {
                writesFollowABlueprintThatTheOtherJustChanged(first.admin(), second.admin());
                aCredentialEndsOnBoth(first, second);
            }
        }
    }

    private static void writesFollowABlueprintThatTheOtherJustChanged(Api here, Api there) {
        here.post("/v1/blueprints", "{'identifier': 'thing'}");
        Await.until("the blueprint", () -> there.get("/v1/blueprints/thing").status() == 200);
        for (int round = 0; round < ROUNDS; round++) {
            here.patch("/v1/blueprints/thing", """
                    {'schema': {'properties': {'round': {'type': 'string', 'enum': ['%d']}}, 'required': ['round']}}
                    """.formatted(round));

            Reply late = there.post("/v1/blueprints/thing/entities", thing(round, round - 1));
            Reply right = there.post("/v1/blueprints/thing/entities", thing(round, round));

            assertThat(late.status()).as(late.text()).isEqualTo(422);
            assertThat(right.status()).as(right.text()).isEqualTo(201);
        }
    }

    private static String thing(int number, int round) {
        return "{'identifier': 'thing-%d', 'properties': {'round': '%d'}}".formatted(number, round);
    }

    private static void aCredentialEndsOnBoth(Product first, Product second) {
        Reply made = first.admin().post("/v1/credentials", "{'name': 'exporter'}");
        String id = made.at("/credential/clientId").stringValue();
        Api exporter = second.anonymous().withToken(id, made.at("/clientSecret").stringValue());
        assertThat(exporter.get("/v1/blueprints").status()).isEqualTo(200);

        first.admin().delete("/v1/credentials/" + id);

        Await.until(
                "the end of the credential",
                () -> exporter.get("/v1/blueprints").status() == 401);
    }
}
