package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.postgres.TestPostgres;
import dev.fairway.resources.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 between Fairway and a server, at requests that a seed picks, in each turn of a resource's life. */
class ResourceCrashTests {

    @Test
    void aDatabaseIsMadeChangedRotatedAndRemovedOnceHoweverOftenTheServerIsKilled(@TempDir Path home) throws Exception {
        URI server = URI.create(TestPostgres.freshDatabase().substring("jdbc:".length()));
        try (KilledLife life = new KilledLife(home, server.getPort(), 30)) {
            life.connect(
                    "postgresql",
                    "'user': '%s', 'password': '%s', 'sslmode': 'disable'"
                            .formatted(TestPostgres.user(), TestPostgres.password()));

            life.make("postgresql");
            assertThat(life.resources()).isEqualTo(1);
            assertThat(usersOf(server, "ledger_development")).isEqualTo(6);
            signIn(life.revealed("owner"));

            life.through("change_resource", "'connections': 33");
            assertThat(limit(server, "ledger_development")).isEqualTo(33);

            life.through("rotate_credentials", "'overlapHours': 24");
            assertThat(usersOf(server, "ledger_development")).isEqualTo(9);
            signIn(life.revealed("readwrite"));

            life.through("delete_resource", "'confirmed': 'ledger'");
            assertThat(usersOf(server, "ledger_development")).isZero();
            assertThat(limit(server, "ledger_development")).isEqualTo(-2);
            assertThat(life.resources()).isZero();
        }
    }

    @Test
    void aCacheIsMadeRotatedAndRemovedOnceHoweverOftenTheServerIsKilled(@TempDir Path home) throws Exception {
        try (RedisServer redis = RedisServer.startKeepingUsers();
                KilledLife life = new KilledLife(home, redis.port(), 5)) {
            life.connect("redis", "'password': '%s'".formatted(redis.password()));

            life.make("redis");
            assertThat(users(redis)).hasSize(2);
            write(life.revealed("readwrite"), redis.port());

            life.through("rotate_credentials", "'overlapHours': 24");
            assertThat(users(redis)).hasSize(4);
            write(life.revealed("readwrite"), redis.port());

            life.through("delete_resource", "'confirmed': 'ledger'");
            assertThat(users(redis)).isEmpty();
            assertThat(life.resources()).isZero();
        }
    }

    private static List<String> users(RedisServer redis) {
        try (RedisClient client = redis.administrator()) {
            return client.connect().sync().aclUsers().stream()
                    .filter(user -> !user.equals("default"))
                    .toList();
        }
    }

    /** @param port of the server itself: a client goes no way that is stopped */
    private static void write(Reply revealed, int port) {
        RedisURI uri = RedisURI.create(revealed.at("/url").stringValue());
        uri.setPort(port);
        try (RedisClient client = RedisServer.client(uri)) {
            assertThat(client.connect().sync().set("ledger-development:berth", "7"))
                    .isEqualTo("OK");
        }
    }

    private static void signIn(Reply revealed) throws SQLException {
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
