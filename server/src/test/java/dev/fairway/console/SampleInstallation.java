package dev.fairway.console;

import dev.fairway.postgres.DatabaseAddress;
import dev.fairway.postgres.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/** A folder and a database of their own, with one module called "sample". */
record SampleInstallation(Path home, DatabaseAddress address) {

    static SampleInstallation in(Path home) {
        return new SampleInstallation(
                home, new DatabaseAddress(TestPostgres.freshDatabase(), TestPostgres.user(), TestPostgres.password()));
    }

    void migrate(String version) {
        migrate("sample", version);
    }

    void migrate(String module, String version) {
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .schemas(module)
                .locations("classpath:db/" + module)
                .target(version)
                .load()
                .migrate();
    }

    Answer run(String... arguments) {
        return run(GivenKeys.NONE, arguments);
    }

    Answer run(GivenKeys keys, String... arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
        Console console = new Console(
                new ConsoleSettings(home, Optional.of(address), keys),
                clock,
                new PrintStream(printed, true, StandardCharsets.UTF_8));
        return new Answer(console.run(arguments), printed.toString(StandardCharsets.UTF_8));
    }

    record Answer(int code, String text) {}

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows as one text. */
    String rows(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select string_agg(r::text, '; ') from (%s) r".formatted(query))) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private Connection connect() throws SQLException {
        return connect("tests");
    }

    /** @param application what the connection says it is for */
    Connection connect(String application) throws SQLException {
        Connection connection = DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        connection.setClientInfo("ApplicationName", application);
        return connection;
    }
}
