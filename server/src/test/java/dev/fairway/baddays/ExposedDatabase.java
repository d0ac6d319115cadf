package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.postgres.TestPostgres;
import dev.fairway.shared.Json;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A database on a real PostgreSQL. */
final class ExposedDatabase extends ExposedResource {

    private static final String DATABASE = "ledger_development";

    private final URI server;

    private ExposedDatabase(URI server) {
        super("ledger", "postgresql", "postgresql", new Boundary(server.getPort()));
        this.server = server;
    }

    static ExposedDatabase start() {
        return new ExposedDatabase(URI.create(TestPostgres.freshDatabase().substring("jdbc:".length())));
    }

    @Override
    ObjectNode settings() {
        return Json.object()
                .put("host", "127.0.0.1")
                .put("port", boundary.port())
                .put("user", TestPostgres.user())
                .put("password", TestPostgres.password())
                .put("sslmode", "disable");
    }

    @Override
    int mostRequests() {
        return 30;
    }

    @Override
    List<Turn> turns() {
        return List.of(
                Turn.create("", admin -> {
                    assertThat(users()).isEqualTo(6);
                    signIn(revealed(admin, "owner"));
                }),
                Turn.change("'connections': 33", admin -> assertThat(limit()).isEqualTo(33)),
                Turn.rotate(admin -> {
                    assertThat(users()).isEqualTo(9);
                    signIn(revealed(admin, "readwrite"));
                }),
                Turn.delete(admin -> {
                    assertThat(users()).isZero();
                    assertThat(limit()).isEqualTo(-2);
                }));
    }

    private static void signIn(Reply revealed) throws SQLException {
        URI url = URI.create(revealed.at("/url").stringValue());
        DriverManager.getConnection(
                        "jdbc:postgresql://%s:%d%s".formatted(url.getHost(), url.getPort(), url.getPath()),
                        revealed.at("/user").stringValue(),
                        revealed.at("/password").stringValue())
                .close();
    }

    private int users() throws SQLException {
        return number(server, "select count(*) from pg_roles where rolname like '%s\\_%%'".formatted(DATABASE));
    }

    /** -2 where there is no such database. */
    private int limit() throws SQLException {
        return number(
                server,
                "select coalesce((select datconnlimit from pg_database where datname = '%s'), -2)".formatted(DATABASE));
    }

    /** @param server as its administrator finds it, behind no boundary */
    static int number(URI server, String query) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:" + server, TestPostgres.user(), TestPostgres.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }
}
