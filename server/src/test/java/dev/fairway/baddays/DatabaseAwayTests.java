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
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fairway says that its database is away, and is there again when the database is. */
class DatabaseAwayTests {

    /** Three seconds, and what a busy machine adds. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    @Test
    void saysSoAndComesBackWithIt(@TempDir Path folder) throws Exception {
        PostgresSettings settings =
                new PostgresSettings(folder.resolve("postgres"), TestPostgres.binaries(), Durability.NONE);
        PostgresServer first = PostgresServer.start(settings);
        Map<String, String> external = Map.of(
                "FAIRWAY_DATABASE_URL", first.jdbcUrl(),
                "FAIRWAY_DATABASE_USER", first.user(),
                "FAIRWAY_DATABASE_PASSWORD", first.password());
        try (Product product = Product.in(folder.resolve("home"), external)) {
            Api admin = product.admin();
            admin.post("/v1/blueprints", "{'identifier': 'thing'}");

            first.close();

            assertSaysSo(() -> admin.get("/v1/blueprints/thing/entities/a"));
            assertSaysSo(() -> admin.post("/v1/blueprints/thing/entities", "{'identifier': 'a'}"));
            assertSaysSo(() -> admin.post("/v1/entities/search", "{'combinator': 'and', 'rules': []}"));
            assertSaysSo(() -> product.anonymous().post("/v1/auth/session", "{'email': 'a@b', 'password': 'c'}"));
            assertThat(product.isReady()).isFalse();
            assertThat(product.anonymous().get("/health/live").status()).isEqualTo(200);

            try (PostgresServer _ = PostgresServer.start(settings)) {
                Await.until("readiness", product::isReady);
                assertThat(admin.post("/v1/blueprints/thing/entities", "{'identifier': 'a'}")
                                .status())
                        .isEqualTo(201);
            }
        }
    }

    private static void assertSaysSo(Supplier<Reply> call) {
        long begin = System.nanoTime();
        Reply reply = call.get();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONGEST_WAIT);
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(reply.error()).isEqualTo("database_unavailable");
        assertThat(reply.header("retry-after")).isEqualTo("2");
        assertThat(reply.at("/message").stringValue()).contains("try again");
    }
}
