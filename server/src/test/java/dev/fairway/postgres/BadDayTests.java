package dev.fairway.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes are killed and disks fill up; the next start recovers by itself or says what to do. */
class BadDayTests {

    private Path home;
    private Installation here;

    @BeforeEach
    void choose(@TempDir Path folder) {
        home = folder;
        here = new Installation(folder);
    }

    @AfterEach
    void stop() {
        here.close();
    }

    @Test
    void isBackOnTheSamePortAfterItsMainProcessWasKilled() throws Exception {
        here.start();
        here.query().execute("create table kept as select 42 as answer");
        long killed = here.postmaster();
        kill(killed);
        Await.until(
                "another server",
                () -> here.query().value("select answer from kept").equals("42"));
        assertThat(here.postmaster()).isNotEqualTo(killed);
    }

    @Test
    void isBackAfterOneConnectionWasKilled() throws Exception {
        here.start();
        here.query().execute("create table kept as select 42 as answer");
        long main = here.postmaster();
        kill(ProcessHandle.of(main)
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow()
                .pid());
        Await.until(
                "recovery", () -> here.query().value("select answer from kept").equals("42"));
        assertThat(here.postmaster()).isEqualTo(main);
    }

    @Test
    void stopsTheServerThatAKilledFairwayLeftRunning() throws Exception {
        OtherFairway other = OtherFairway.in(here.settings());
        new Query(PostgresServer.running(here.settings()).orElseThrow())
                .execute("create table kept as select 42 as answer");
        long orphan = here.postmaster();
        other.kill();
        assertThat(ProcessHandle.of(orphan)).isPresent();
        here.start();
        assertThat(here.query().value("select answer from kept")).isEqualTo("42");
        assertThat(ProcessHandle.of(orphan)).isEmpty();
    }

    @Test
    void recoversAfterFairwayAndServerWereKilledTogether() throws Exception {
        OtherFairway other = OtherFairway.in(here.settings());
        new Query(PostgresServer.running(here.settings()).orElseThrow())
                .execute("create table kept as select 42 as answer");
        long orphan = here.postmaster();
        other.kill();
        kill(orphan);
        here.start();
        assertThat(here.query().value("select answer from kept")).isEqualTo("42");
    }

    @Test
    void ignoresAPidFileThatNamesAnotherProgram() throws Exception {
        here.start();
        here.server().close();
        Path data = here.settings().data();
        Files.writeString(
                PidFile.in(data),
                "%d\n%s\n0\n5432\n\n127.0.0.1\n0 0\nready\n"
                        .formatted(
                                ProcessHandle.current().parent().orElseThrow().pid(), data));
        here.start();
        assertThat(here.query().value("select 1")).isEqualTo("1");
    }

    @Test
    void startsAfterItsFirstStartWasCutOff() throws Exception {
        Files.createDirectories(here.settings().folder().resolve("data.new/base"));
        Files.writeString(here.settings().folder().resolve("password"), "of the first attempt\n");
        here.start();
        assertThat(here.query().value("select 1")).isEqualTo("1");
    }

    @Test
    void saysThatTheDiskIsFullAndStartsWhenItIsNot() throws Exception {
        Command mount = new Command(List.of("mount", "-t", "tmpfs", "-o", "size=220m", "tmpfs", home.toString()));
        assumeTrue(mount.succeeds(), "a small disk can only be made by root");
        try {
            Path ballast = home.resolve("ballast");
            fill(ballast);
            assertSaysDiskFull();
            Files.delete(ballast);
            here.start();
            here.query().execute("create table kept as select 42 as answer");
            here.server().close();
            fill(ballast);
            assertSaysDiskFull();
            Files.delete(ballast);
            here.start();
            assertThat(here.query().value("select answer from kept")).isEqualTo("42");
            here.server().close();
        } finally {
            new Command(List.of("umount", "-l", home.toString())).succeeds();
        }
    }

    private void assertSaysDiskFull() {
        assertThatExceptionOfType(PostgresUnavailable.class)
                .isThrownBy(here::start)
                .withMessageContaining("is full")
                .withMessageContaining("free some space");
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[64 * 1024];
        try (RandomAccessFile ballast = new RandomAccessFile(file.toFile(), "rw")) {
            while (true) {
                ballast.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void kill(long pid) throws IOException {
        new Command(List.of("sh", "-c", "kill -KILL " + pid)).succeeds();
    }
}
