package dev.fairway.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTests {

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
    void keepsDataAndPortFromStartToStart() throws Exception {
        here.start();
        int port = here.server().port();
        here.query().execute("create table kept as select 42 as answer");
        here.server().close();
        here.start();
        assertThat(here.query().value("select answer from kept")).isEqualTo("42");
        assertThat(here.server().port()).isEqualTo(port);
    }

    @Test
    void takesAnotherPortWhenItsOwnIsTaken() throws Exception {
        here.start();
        int port = here.server().port();
        here.server().close();
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            here.start();
            assertThat(here.server().port()).isNotEqualTo(port);
            assertThat(here.query().value("select 1")).isEqualTo("1");
        }
    }

    @Test
    void losesNothingThatWasCommitted() throws Exception {
        here.start();
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes", "data_checksums"}) {
            assertThat(here.query().value("show " + setting)).as(setting).isEqualTo("on");
        }
    }

    @Test
    void listensOnTheLoopbackAddressWithPasswordOnly() throws Exception {
        here.start();
        assertThat(here.query().value("show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(here.query().value("show unix_socket_directories")).isEmpty();
        DatabaseAddress stranger =
                new DatabaseAddress(here.server().jdbcUrl(), here.server().user(), "guess");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> new Query(stranger).value("select 1"))
                .withMessageContaining("password authentication failed");
        Path password = home.resolve("postgres/password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                .isEqualTo("rw-------");
        assertThat(here.server().address().toString())
                .doesNotContain(here.server().password());
    }

    @Test
    void foldsAndSplitsTextOfAllLanguages() throws Exception {
        here.start();
        here.query().execute("create extension pg_trgm");
        assertThat(here.query().value("select lower('ÄÖÜ Ж')")).isEqualTo("äöü ж");
        assertThat(here.query().value("select array_length(show_trgm('가나다'), 1)"))
                .isEqualTo("4");
    }

    @Test
    void refusesASecondFairwayInTheSameFolder() {
        here.start();
        assertThatExceptionOfType(PostgresUnavailable.class)
                .isThrownBy(() -> PostgresServer.start(here.settings()))
                .withMessageContaining("process " + ProcessHandle.current().pid())
                .withMessageContaining(home.toString())
                .withMessageContaining("FAIRWAY_HOME");
    }

    @Test
    void runsUnderAnotherAccountInAnOpenFolderToo() throws Exception {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        here.start();
        here.query().execute("create table kept as select 42 as answer");
        here.server().close();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        here.start();
        assertThat(here.query().value("select answer from kept")).isEqualTo("42");
    }

    @Test
    void isFoundByOthersOnlyWhileItRuns() throws Exception {
        assertThat(PostgresServer.running(here.settings())).isEmpty();
        OtherFairway other = OtherFairway.in(here.settings());
        DatabaseAddress found = PostgresServer.running(here.settings()).orElseThrow();
        assertThat(new Query(found).value("select 1")).isEqualTo("1");
        other.stopInOrder();
        assertThat(PostgresServer.running(here.settings())).isEmpty();
        assertThat(PidFile.in(here.settings().data())).doesNotExist();
    }

    @Test
    void refusesDataOfAnotherVersion() throws Exception {
        here.start();
        here.server().close();
        Files.writeString(here.settings().data().resolve("PG_VERSION"), "17\n");
        assertThatExceptionOfType(PostgresUnavailable.class)
                .isThrownBy(here::start)
                .withMessageContaining("was made by PostgreSQL 17");
    }
}
