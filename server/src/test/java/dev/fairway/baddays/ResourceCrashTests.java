package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.postgres.Await;
import dev.fairway.postgres.TestPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 between Fairway and a database server, at requests that a seed picks, in each turn of a resource's life. */
class ResourceCrashTests {

    private static final long SEED = 20_261_129L;
    private static final int MOST_REQUESTS = 30;
    private static final String RESOURCE = "ledger@development";

    private final Random random = new Random(SEED);

    @Test
    void aResourceIsMadeChangedRotatedAndRemovedOnceHoweverOftenTheServerIsKilled(@TempDir Path home) throws Exception {
        URI server = URI.create(TestPostgres.freshDatabase().substring("jdbc:".length()));
        Map<String, String> settings = Map.of(
                "FAIRWAY_DATABASE_URL", TestPostgres.freshDatabase(),
                "FAIRWAY_DATABASE_USER", TestPostgres.user(),
                "FAIRWAY_DATABASE_PASSWORD", TestPostgres.password(),
                "FAIRWAY_SECRET_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
        try (Boundary boundary = new Boundary(server.getPort())) {
            Product product = Product.in(home, settings);
            connect(product.admin(), boundary.port());

            product = through("create_resource", null, """
                    'type': 'postgresql', 'name': 'ledger', 'team': 'team-quay', 'environment': 'development'""", boundary, product, home, settings);
            assertThat(product.admin().get("/v1/resources").at("/resources")).hasSize(1);
            assertThat(usersOf(server, "ledger_development")).isEqualTo(6);
            signIn(product.admin(), "owner");

            product = through("change_resource", RESOURCE, "'connections': 33", boundary, product, home, settings);
            assertThat(limit(server, "ledger_development")).isEqualTo(33);

            product = through("rotate_credentials", RESOURCE, "'overlapHours': 24", boundary, product, home, settings);
            assertThat(usersOf(server, "ledger_development")).isEqualTo(9);
            signIn(product.admin(), "readwrite");

            product = through("delete_resource", RESOURCE, "'confirmed': 'ledger'", boundary, product, home, settings);
            assertThat(usersOf(server, "ledger_development")).isZero();
            assertThat(limit(server, "ledger_development")).isEqualTo(-2);
            assertThat(product.admin().get("/v1/resources").at("/resources")).isEmpty();
            product.close();
        }
    }

    /** Asks, kills at the boundary, starts again, and waits for the end. @return the product that runs then */
    private Product through(
            String action,
            @Nullable String entity,
            String inputs,
            Boundary boundary,
            Product running,
            Path home,
            Map<String, String> settings)
            throws Exception {
        boundary.stopAt(1 + random.nextInt(MOST_REQUESTS), random.nextBoolean());
        Reply asked = running.admin()
                .post(
                        "/v1/actions/%s/runs".formatted(action),
                        "{%s 'properties': {%s}}"
                                .formatted(entity == null ? "" : "'entity': '%s',".formatted(entity), inputs));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String run = "/v1/actions/runs/" + asked.at("/run/id").stringValue();
        boolean isReached = boundary.awaitUnless(() -> hasEnded(running.admin(), run));
        assertThat(isReached).as("%s reaches its boundary", action).isTrue();
        running.kill();
        boundary.open();
        Product again = Product.in(home, settings);
        Await.until("the end of " + action, () -> hasEnded(again.admin(), run));
        assertThat(again.admin().get(run).at("/run/status").stringValue())
                .as(again.admin().get(run).text())
                .isEqualTo("SUCCESS");
        return again;
    }

    private static boolean hasEnded(Api api, String run) {
        String status = api.get(run).at("/run/status").asString("");
        return status.equals("SUCCESS") || status.equals("FAILURE");
    }

    private static void connect(Api admin, int port) {
        admin.post("/v1/teams", "{'name': 'team-quay'}");
        Reply connected =
                admin.post("/v1/resource-servers", """
                {'identifier': 'shared', 'title': 'Shared', 'kind': 'postgresql', 'region': 'eu', 'environments': ['development'],
                 'settings': {'host': '127.0.0.1', 'port': %d, 'user': '%s', 'password': '%s', 'sslmode': 'disable'}}""".formatted(port, TestPostgres.user(), TestPostgres.password()));
        assertThat(connected.status()).as(connected.text()).isEqualTo(201);
    }

    private static void signIn(Api admin, String role) throws SQLException {
        Reply revealed = admin.post("/v1/resources/%s/reveal".formatted(RESOURCE), "{'role': '%s'}".formatted(role));
        URI url = URI.create(revealed.at("/url").stringValue());
        DriverManager.getConnection(
                        "jdbc:postgresql://%s:%d%s".formatted(url.getHost(), url.getPort(), url.getPath()),
                        revealed.at("/user").stringValue(),
                        revealed.at("/password").stringValue())
                .close();
    }

    private static int usersOf(URI server, String database) throws SQLException {
        return number(server, "select count(*) from pg_roles where rolname like '%s\\_%%'".formatted(database));
    }

    /** -2 where there is no such database. */
    private static int limit(URI server, String database) throws SQLException {
        return number(
                server,
                "select coalesce((select datconnlimit from pg_database where datname = '%s'), -2)".formatted(database));
    }

    private static int number(URI server, String query) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:" + server, TestPostgres.user(), TestPostgres.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }
}
