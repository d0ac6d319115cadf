package dev.fairway.resources;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** A real PostgreSQL of the version that the machine has {@code pg_dump} of, on loopback, gone with the JVM. */
final class InstalledPostgres {

    static final String SERVER = "z-postgres-dumped";
    static final String REGION = "eu-dumps";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String PASSWORD = "for-tests-only";

    private InstalledPostgres() {}

    private static final class Started {
        static final int PORT = start();
    }

    /** Connects it where it is not yet. Skips the test where the machine has none. */
    static void connect(Api admin) {
        Programs.need("pg_dump");
        assumeTrue(programs().isPresent(), "postgresql is not installed");
        if (admin.get("/v1/resource-servers/" + SERVER).status() == 404) {
            Reply made = admin.post("/v1/resource-servers", """
                    {'identifier': '%s', 'title': 'PostgreSQL of the machine', 'kind': 'postgresql', 'region': '%s',
                     'environments': ['development', 'production'],
                     'settings': {'host': '127.0.0.1', 'port': %d, 'user': 'fairway', 'password': '%s', 'sslmode': 'disable'}}""".formatted(SERVER, REGION, Started.PORT, PASSWORD));
            Assertions.assertThat(made.status()).as(made.text()).isEqualTo(201);
        }
    }

    private static Optional<Path> programs() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int start() {
        try {
            Path folder = owned(Files.createTempDirectory("fairway-installed-postgres-"));
            Path password = owned(Files.writeString(folder.resolve("password"), PASSWORD));
            Path data = folder.resolve("data");
            int port = Programs.freePort();
            Process made = begun(
                    "initdb",
                    "--username=postgres",
                    "--auth=scram-sha-256",
                    "--no-sync",
                    "--pwfile=" + password,
                    "--pgdata=" + data);
            made.onExit().join();
            Assertions.assertThat(made.exitValue()).isZero();
            Process server = begun(
                    "postgres",
                    "-D",
                    data.toString(),
                    "-p",
                    String.valueOf(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "fsync=off");
            Runtime.getRuntime().addShutdownHook(new Thread(server::destroy));
            Awaitility.await().until(() -> answers(port));
            makeAdministrator(port);
            return port;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Process begun(String program, String... arguments) throws IOException {
        return new ProcessBuilder(command(program, arguments))
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.add(programs().orElseThrow().resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path owned(Path path) throws IOException {
        return isRoot()
                ? Files.setOwner(
                        path,
                        path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"))
                : path;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Who may make databases and roles, and is no superuser. */
    private static void makeAdministrator(int port) {
        try (Connection connection = connection(port);
                Statement statement = connection.createStatement()) {
            statement.execute("create role fairway login createdb createrole password '%s'".formatted(PASSWORD));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Connection connection(int port) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), "postgres", PASSWORD);
    }

    private static boolean answers(int port) {
        try {
            connection(port).close();
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }
}
