package dev.fairway.postgres;

import dev.fairway.postgres.PostgresSettings.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** The one server of all tests, started when the first of them asks, gone with the JVM. Each database is a test's own. */
public final class TestPostgres {

    private static final AtomicInteger databases = new AtomicInteger();

    private TestPostgres() {}

    /** Makes an empty database. @return its JDBC URL */
    public static String freshDatabase() {
        String name = "test_" + databases.incrementAndGet();
        DatabaseAddress address = Started.SERVER.address();
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " strategy wal_log");
        } catch (SQLException failure) {
            throw new IllegalStateException("database %s cannot be made".formatted(name), failure);
        }
        return DatabaseAddress.local(Started.SERVER.port(), name, address.password())
                .jdbcUrl();
    }

    public static String user() {
        return Started.SERVER.user();
    }

    public static String password() {
        return Started.SERVER.password();
    }

    /** Where all tests, also those of later runs, find PostgreSQL's programs unpacked. */
    public static Path binaries() {
        return Path.of(System.getProperty("user.home"), ".cache", "fairway");
    }

    private static final class Started {

        static final PostgresServer SERVER = start();

        private static PostgresServer start() {
            try {
                Path folder = Files.createTempDirectory("fairway-tests-");
                PostgresServer server = PostgresServer.start(
                        new PostgresSettings(folder.resolve("postgres"), binaries(), Durability.NONE));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder), "test-postgres-end"));
                return server;
            } catch (IOException failure) {
                throw new UncheckedIOException("The server of the tests cannot be started", failure);
            }
        }

        private static void end(PostgresServer server, Path folder) {
            server.close();
            try {
                Folders.delete(folder);
            } catch (IOException failure) {
                throw new UncheckedIOException("%s cannot be removed".formatted(folder), failure);
            }
        }
    }
}
