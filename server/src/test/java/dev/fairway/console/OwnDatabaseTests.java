package dev.fairway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.postgres.PostgresServer;
import dev.fairway.postgres.PostgresSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands find, or start and stop, the database that Fairway brings along. */
class OwnDatabaseTests {

    @Test
    void carriesAnInstallationFromAFairwayThatRunsToAnEmptyMachine(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("everything.fairway");
        Path source = folder.resolve("source");
        Path target = folder.resolve("target");
        try (PostgresServer running = PostgresServer.start(PostgresSettings.of(source))) {
            SampleInstallation sample = new SampleInstallation(source, running.address());
            sample.migrate("2");
            sample.execute("insert into sample.thing (name) values ('written while running')");
            assertThat(run(source, "backup", file)).contains("2 rows in 2 tables", "FAIRWAY_SECRET_KEY");
            assertThat(run(source, "restore", file)).contains("Fairway is running in " + source);
        }
        assertThat(run(source, "backup", folder.resolve("stopped.fairway"))).contains("2 rows in 2 tables");
        assertThat(run(target, "restore", file)).contains("Restored 2 rows");
        assertThat(Files.exists(target.resolve("postgres/data/postmaster.pid"))).isFalse();
        try (PostgresServer restored = PostgresServer.start(PostgresSettings.of(target))) {
            assertThat(new SampleInstallation(target, restored.address())
                            .rows("select name from sample.thing order by id"))
                    .isEqualTo("(\"made by the migration\"); (\"written while running\")");
        }
    }

    private static String run(Path home, String command, Path file) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        new Console(new ConsoleSettings(home, Optional.empty(), GivenKeys.NONE), Clock.systemUTC(), out)
                .run(command, file.toString());
        return printed.toString(StandardCharsets.UTF_8);
    }
}
