package dev.fairway.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import dev.fairway.postgres.TestPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

/** Resources on a real PostgreSQL server that is connected for all environments. */
abstract class OnServers extends RunningFairway {

    private static final URI POSTGRES = TestServers.POSTGRES;

    /** A database on that server as somebody sees it. */
    protected record Credentials(String user, String password, String url) {}

    /** Connects the server where it is not yet. */
    protected void connected() {
        TestServers.connectPostgres(admin);
    }

    protected String team() {
        String name = unique("team-pier");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(name));
        return name;
    }

    /** What somebody asks for, as it ended. @param more inputs beside name, team and environment */
    protected Reply made(Api by, String name, String team, String environment, String more) {
        return ended(by.post("/v1/actions/create_resource/runs", """
                {'properties': {'type': 'postgresql', 'name': '%s', 'team': '%s', 'environment': '%s'%s}}""".formatted(name, team, environment, more)));
    }

    protected Reply asked(Api by, String action, String resource, String inputs) {
        return by.post(
                "/v1/actions/%s/runs".formatted(action),
                "{'entity': '%s', 'properties': {%s}}".formatted(resource, inputs));
    }

    protected Reply ended(Reply asked) {
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String path = "/v1/actions/runs/" + asked.at("/run/id").stringValue();
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> admin.get(path),
                        run -> !run.at("/run/status").asString("").equals("IN_PROGRESS"));
    }

    protected static String state(Reply run) {
        return run.at("/run/status").asString("") + " " + run.at("/run/summary").asString("");
    }

    /** Has a job run now, and waits for its end. */
    protected void runJob(String name) {
        String before = lastRun(name);
        admin.post("/v1/jobs/%s/run".formatted(name), "{}");
        await().atMost(Duration.ofSeconds(30)).until(() -> !lastRun(name).equals(before));
    }

    private String lastRun(String name) {
        return admin.get("/v1/jobs/" + name).at("/job/lastRun").toString();
    }

    protected Reply resource(String identifier) {
        return admin.get("/v1/resources/" + identifier);
    }

    protected static Credentials revealed(Api by, String resource, String role) {
        Reply reply = by.post("/v1/resources/%s/reveal".formatted(resource), "{'role': '%s'}".formatted(role));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return new Credentials(
                reply.at("/user").stringValue(),
                reply.at("/password").stringValue(),
                reply.at("/url").stringValue());
    }

    /** A statement as whoever the credentials are for. */
    protected static void run(Credentials credentials, String... statements) throws SQLException {
        try (Connection connection = open(credentials);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    protected static Connection open(Credentials credentials) throws SQLException {
        URI url = URI.create(credentials.url());
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d%s".formatted(url.getHost(), url.getPort(), url.getPath()),
                credentials.user(),
                credentials.password());
    }

    /** As the administrator of the server. */
    protected static void onServer(String database, String... statements) throws SQLException {
        String url = "jdbc:postgresql://%s:%d/%s".formatted(POSTGRES.getHost(), POSTGRES.getPort(), database);
        try (Connection connection = DriverManager.getConnection(url, TestPostgres.user(), TestPostgres.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    protected static String serverUrl(String database) {
        return "postgresql://%s:%d/%s".formatted(POSTGRES.getHost(), POSTGRES.getPort(), database);
    }

    protected static String nativeName(String name, String environment) {
        return name.replace('-', '_').toLowerCase(Locale.ROOT) + "_" + environment;
    }
}
