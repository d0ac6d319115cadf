package dev.fairway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.FairwayApplication;
import dev.fairway.access.KeyRotation;
import dev.fairway.access.KeyRotation.Key;
import dev.fairway.access.vault.MasterKey;
import dev.fairway.access.vault.Vault;
import dev.fairway.console.SampleInstallation.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HexFormat;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;

/** Another key for a whole installation, whatever happens on the way. */
class RotateKeyTests {

    private static final Key OLD = Key.fresh();

    private SampleInstallation here;
    private KeyFile kept;

    @BeforeEach
    void install(@TempDir Path home) throws Exception {
        here = SampleInstallation.in(home);
        here.migrate("access", "1");
        kept = new KeyFile(home.resolve("secret.key"));
        kept.writeIfAbsent(OLD.text() + "\n");
        here.execute("""
                insert into access.secret values ('token', null, '\\x%s', now(), 'a', now(), 'a');
                insert into access.credential values ('client', 'A client', '\\x%s', 'Admin', '{}', now(), 'a')""".formatted(sealed("secret:token", "of the token"), sealed("client", "of the client")));
    }

    @Test
    void sealsEverythingWithANewKeyThatTakesThePlaceOfTheOld() throws Exception {
        Answer answer = here.run("rotate-key");

        assertThat(answer.text())
                .contains("2 values are sealed with the new key", kept.path().toString());
        assertThat(answer.code()).isZero();
        assertThat(kept.next().exists()).isFalse();
        assertThat(answer.text()).doesNotContain(kept.read().strip());
        assertOpensWith(kept.read());
        assertThatThrownBy(() -> assertOpensWith(OLD.text())).hasMessageContaining("cannot be opened");
    }

    @Test
    void knowsEverySealedColumn() throws Exception {
        assertThat(here.rows("""
                select table_schema || '.' || table_name || '.' || column_name from information_schema.columns
                where column_name like '%\\_encrypted' order by 1""")).isEqualTo("(access.credential.secret_encrypted); (access.secret.value_encrypted)");
    }

    @Test
    void finishesAfterACrashBetweenCommitAndRename() throws Exception {
        Key next = Key.fresh();
        kept.next().writeIfAbsent(next.text());
        reseal(OLD, next);

        Answer answer = here.run("rotate-key");

        assertThat(answer.code()).as(answer.text()).isZero();
        assertThat(kept.read()).isEqualTo(next.text());
        assertThat(kept.next().exists()).isFalse();
        assertOpensWith(next.text());
    }

    @Test
    void finishesAfterACrashBeforeTheCommit() throws Exception {
        Key next = Key.fresh();
        kept.next().writeIfAbsent(next.text());
        Files.writeString(kept.path().resolveSibling("secret.key.new.part"), "cut o");

        here.run("rotate-key");

        assertOpensWith(next.text());
        assertThat(kept.read()).isEqualTo(next.text());
    }

    @Test
    void refusesToStartOrBackUpInTheMiddleOfAChange() throws Exception {
        kept.next().writeIfAbsent(Key.fresh().text());

        assertThatThrownBy(() -> start("")).hasStackTraceContaining("run rotate-key again, then start");
        assertThat(here.run("backup", kept.path().resolveSibling("file").toString())
                        .text())
                .contains("not finished");
    }

    @Test
    void refusesToStartUnderAnotherKey() {
        assertThatThrownBy(() -> start(Key.fresh().text()))
                .hasStackTraceContaining("is not the one that \"client\" is sealed with");
    }

    @Test
    void changesNothingWhenAValueOpensWithNeitherKey() throws Exception {
        here.execute("update access.secret set value_encrypted = '\\x%s'".formatted("00".repeat(40)));

        Answer answer = here.run("rotate-key");

        assertThat(answer.text()).contains("\"secret:token\" opens with neither", "nothing was changed");
        assertThat(kept.next().exists()).isFalse();
        assertThat(kept.read().strip()).isEqualTo(OLD.text());
        assertThat(opened("client", "secret_encrypted from access.credential", OLD.text()))
                .isEqualTo("of the client");
    }

    @Test
    void refusesWhileFairwayRuns() throws Exception {
        try (Connection _ = here.connect("fairway")) {
            assertThat(here.run("rotate-key").text()).contains("Fairway is running on this database");
        }
        assertThat(kept.next().exists()).isFalse();
        assertOpensWith(OLD.text());
    }

    @Test
    void takesTheNewKeyFromTheEnvironmentWhereTheOldOneComesFromThere() throws Exception {
        kept.delete();
        Key next = Key.fresh();

        Answer asked = here.run(new GivenKeys(OLD.text(), ""), "rotate-key");
        Answer answer = here.run(new GivenKeys(OLD.text(), next.text()), "rotate-key");
        Answer again = here.run(new GivenKeys(OLD.text(), next.text()), "rotate-key");

        assertThat(asked.text()).contains("openssl rand -base64 32", "FAIRWAY_NEW_SECRET_KEY");
        assertThat(answer.text()).contains("Set FAIRWAY_SECRET_KEY to what FAIRWAY_NEW_SECRET_KEY is now");
        assertThat(answer.text()).doesNotContain(next.text());
        assertThat(again).isEqualTo(answer);
        assertOpensWith(next.text());
        assertThat(kept.exists()).isFalse();
    }

    @Test
    void saysWhatAKeyLooksLikeWithoutSayingTheKey() throws Exception {
        Answer answer = here.run(new GivenKeys(OLD.text(), "a-password"), "rotate-key");

        assertThat(answer.text()).contains("FAIRWAY_NEW_SECRET_KEY must hold 32 bytes in base64");
        assertThat(answer.text()).doesNotContain("a-password");
        assertOpensWith(OLD.text());
    }

    private void start(String givenKey) {
        SpringApplication.run(
                FairwayApplication.class,
                "--server.port=0",
                "--fairway.home=" + here.home(),
                "--fairway.access.secret-key=" + givenKey,
                "--fairway.database.url=" + here.address().jdbcUrl(),
                "--fairway.database.user=" + here.address().user(),
                "--fairway.database.password=" + here.address().password());
    }

    private void reseal(Key from, Key to) throws Exception {
        try (Connection connection = here.connect("a test")) {
            new KeyRotation(DSL.using(connection, SQLDialect.POSTGRES)).run(from, to);
        }
    }

    private void assertOpensWith(String key) throws Exception {
        assertThat(opened("secret:token", "value_encrypted from access.secret", key))
                .isEqualTo("of the token");
        assertThat(opened("client", "secret_encrypted from access.credential", key))
                .isEqualTo("of the client");
    }

    private String opened(String name, String value, String key) throws Exception {
        String hex = here.rows("select encode(%s".formatted(value.replace(" from", ", 'hex') from")));
        return new Vault(new MasterKey(key, "the key"))
                .open(name, HexFormat.of().parseHex(hex, 1, hex.length() - 1));
    }

    private static String sealed(String name, String text) {
        return HexFormat.of().formatHex(new Vault(new MasterKey(OLD.text(), "the key")).seal(name, text));
    }
}
