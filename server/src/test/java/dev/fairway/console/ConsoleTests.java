package dev.fairway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTests {

    private static final String THINGS = "select * from sample.thing order by id";

    private SampleInstallation source;
    private SampleInstallation target;
    private Path file;

    @BeforeEach
    void fill(@TempDir Path folder) throws Exception {
        source = SampleInstallation.in(Files.createDirectory(folder.resolve("source")));
        target = SampleInstallation.in(folder.resolve("target"));
        file = folder.resolve("everything.fairway");
        source.migrate("2");
        Files.writeString(source.home().resolve("secret.key"), "the key\n");
        source.execute("""
                insert into sample.thing (parent, name, content, shape, colour) values
                    (1, E'tab\\tline\\nback\\\\slash', '\\x00ff', '{"한": [1.50]}', null), (2, 'Ünïcode 한국어', null, '{}', '');
                insert into sample.thing (parent, name, shape)
                    select 1, 'many ' || n, jsonb_build_object('text', repeat('long ', 200)) from generate_series(1, 8000) n;
                alter table sample.a_part disable trigger refuse;
                insert into sample.a_part values (1, 'fires');
                alter table sample.a_part enable trigger refuse""");
    }

    @Test
    void bringsAWholeInstallationToAnEmptyOne() throws Exception {
        assertThat(source.run("backup", file.toString()).text()).contains("8,004 rows in 2 tables", "holds the key");
        SampleInstallation.Answer answer = target.run("restore", file.toString());
        assertThat(answer.text()).contains("Restored 8,004 rows in 2 tables");
        assertThat(answer.code()).isZero();
        assertThat(target.rows(THINGS)).isEqualTo(source.rows(THINGS));
        assertThat(target.rows("select * from sample.a_part")).isEqualTo("(1,fires)");
        assertThat(target.home().resolve("secret.key")).hasContent("the key\n");
    }

    @Test
    void goesOnCountingAndCheckingAfterARestore() throws Exception {
        source.run("backup", file.toString());
        target.run("restore", file.toString());
        target.execute("insert into sample.thing (name) values ('next')");
        assertThat(target.rows("select id from sample.thing where name = 'next'"))
                .isEqualTo("(8004)");
        assertThat(target.rows("select tgenabled from pg_trigger where tgname = 'refuse'"))
                .isEqualTo("(O)");
    }

    @Test
    void restoresTheTablesAsTheyWereAndMigratesThemLater() throws Exception {
        SampleInstallation older = new SampleInstallation(
                source.home(), SampleInstallation.in(source.home()).address());
        older.migrate("1");
        older.run("backup", file.toString());
        target.run("restore", file.toString());
        assertThat(target.rows("select version from sample.flyway_schema_history where version is not null"))
                .isEqualTo("(1)");
        target.migrate("2");
        assertThat(target.rows("select name, colour from sample.thing")).isEqualTo("(\"made by the migration\",)");
    }

    @Test
    void keepsTheFileForItsOwnerAndNeverOverwritesOne() throws Exception {
        source.run("backup", file.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        SampleInstallation.Answer again = source.run("backup", file.toString());
        assertThat(again.text()).contains(file.toString(), "choose another name");
        assertThat(again.code()).isEqualTo(1);
    }

    @Test
    void refusesToRestoreOverAnotherInstallation() throws Exception {
        source.run("backup", file.toString());
        target.migrate("1");
        SampleInstallation.Answer answer = target.run("restore", file.toString());
        assertThat(answer.text()).contains("not empty", "\"sample\" with 3 tables", "new FAIRWAY_HOME");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(target.rows("select name from sample.thing")).isEqualTo("(\"made by the migration\")");
        assertThat(target.home().resolve("secret.key")).doesNotExist();
    }

    @Test
    void refusesToMixKeys() throws Exception {
        source.run("backup", file.toString());
        Files.createDirectories(target.home());
        Files.writeString(target.home().resolve("secret.key"), "another key\n");
        assertThat(target.run("restore", file.toString()).text()).contains("key of another installation");
        assertNothingIn(target);
    }

    @Test
    void leavesNothingOfACutOffFile() throws Exception {
        source.run("backup", file.toString());
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 100, whole.length / 2, whole.length - 600}) {
            Files.write(file, Arrays.copyOf(whole, length));
            SampleInstallation.Answer answer = target.run("restore", file.toString());
            assertThat(answer.code()).as("%d bytes: %s", length, answer.text()).isEqualTo(1);
            assertNothingIn(target);
            assertThat(target.home().resolve("secret.key")).doesNotExist();
        }
    }

    @Test
    void refusesWhatANewerFairwayWrote() throws Exception {
        source.execute("update sample.flyway_schema_history set version = '99' where version = '2'");
        source.run("backup", file.toString());
        assertThat(target.run("restore", file.toString()).text()).contains("\"sample\" in version 99", "newer");
        assertNothingIn(target);
    }

    @Test
    void saysWhatIsWrongWithFileAndArguments() throws IOException {
        assertThat(target.run("restore", file.toString()).text()).contains("no file " + file);
        Files.writeString(file, "no backup");
        assertThat(target.run("restore", file.toString()).text()).contains("not a backup of Fairway");
        assertThat(target.run("backup", file.resolveSibling("new").toString()).text())
                .contains("nothing to back up");
        assertThat(source.run("backup", "/absent/file").text()).contains("/absent does not exist");
        assertThat(source.run("backup").code()).isEqualTo(2);
    }

    @Test
    void readsTheSettingsOfTheServer() {
        ConsoleSettings external = ConsoleSettings.of(Map.of(
                "FAIRWAY_HOME", "/srv/fairway",
                "FAIRWAY_DATABASE_URL", "postgresql://db.example.com/fairway",
                "FAIRWAY_DATABASE_USER", "fairway"));
        assertThat(external.home()).isEqualTo(Path.of("/srv/fairway"));
        assertThat(external.external().orElseThrow().jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.com/fairway");
        assertThat(ConsoleSettings.of(Map.of()).external()).isEmpty();
    }

    private static void assertNothingIn(SampleInstallation installation) throws Exception {
        assertThat(installation.rows("select nspname from pg_namespace where nspname = 'sample'"))
                .isEqualTo("null");
    }
}
