package dev.fairway.resources.tofu;

import static fairway.tables.resources.Tables.TOFU_STATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.postgres.TestPostgres;
import dev.fairway.resources.Programs;
import dev.fairway.resources.ResourcesSettings;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import dev.fairway.shared.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** A cloud that hangs, and an OpenTofu that is stopped in the middle. */
class TofuBadDayTests extends OnTofu {

    @Autowired
    States states;

    @Autowired
    ResourcesSettings settings;

    @Autowired
    DSLContext db;

    @TempDir
    Path home;

    @Test
    void stopsWhatHangsAndGoesOnFromThere() throws Exception {
        Wanted wanted = wanted(unique("hanging"), Json.object());
        try (SilentServer silent = new SilentServer()) {
            assertThatThrownBy(() -> with(Duration.ofSeconds(12)).apply(at(silent), wanted, log::add))
                    .isInstanceOf(ServerFailed.class)
                    .hasMessageContaining("stopped after 12 s");
        }
        assertThat(log).contains("postgresql_role.user: create begins");

        apply(wanted);

        assertThat(limitOf(wanted.name())).isEqualTo(5);
        assertThat(runningIn(home)).isZero();
    }

    @Test
    void convergesAfterOpenTofuWasKilledInTheMiddle() throws Exception {
        Wanted wanted = wanted(unique("killed"), Json.object());
        try (SilentServer silent = new SilentServer()) {
            CompletableFuture<Void> first = applied(at(silent), wanted);
            assertThat(silent.awaitCall()).isTrue();
            ProcessHandle.current()
                    .descendants()
                    .filter(process -> isIn(process, home))
                    .forEach(ProcessHandle::destroyForcibly);
            assertThatThrownBy(first::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ServerFailed.class);
        }

        apply(wanted);
        apply(wanted);

        assertThat(limitOf(wanted.name())).isEqualTo(5);
        assertThat(provisioner.observe(server(), wanted).differences()).isEmpty();
    }

    @Test
    void waitsWhileSomebodyElseIsAtIt() throws Exception {
        Wanted wanted = wanted(unique("twice"), Json.object());
        CompletableFuture<Void> second;
        try (SilentServer silent = new SilentServer()) {
            CompletableFuture<Void> first = applied(at(silent), wanted);
            assertThat(silent.awaitCall()).isTrue();
            second = applied(server(), wanted);
            await().atMost(Duration.ofSeconds(30)).until(() -> runningIn(home) > 1);
            assertThat(second).isNotDone();
            silent.close();
            assertThatThrownBy(first::join).hasCauseInstanceOf(ServerFailed.class);
        }

        second.join();

        assertThat(limitOf(wanted.name())).isEqualTo(5);
    }

    @Test
    void keepsAStateThatAnEarlierAttemptCouldNotKeep() throws Exception {
        Wanted wanted = wanted(unique("left"), Json.object());
        Wanted longer = new Wanted(wanted.id(), wanted.name(), Json.object().put("connections", 9), wanted.template());
        TofuProvisioner here = with(Duration.ofMinutes(1));
        here.apply(server(), wanted, log::add);
        String before = state(wanted);
        here.apply(server(), longer, log::add);
        Path left = Files.createDirectories(home.resolve("tofu").resolve(wanted.id() + "-1"));
        Files.writeString(left.resolve(Workplace.LEFT_STATE), state(wanted));
        setState(wanted, before);

        here.apply(server(), longer, log::add);

        assertThat(left).doesNotExist();
        assertThat(here.observe(server(), longer).differences()).isEmpty();
    }

    @Test
    void leavesNoFilesBehind() throws Exception {
        Wanted wanted = wanted(unique("tidy"), Json.object());
        with(Duration.ofMinutes(1)).apply(server(), wanted, log::add);

        try (var folders = Files.list(home.resolve("tofu"))) {
            assertThat(folders.map(Path::getFileName)).containsExactly(Path.of("plugins"));
        }
    }

    @Test
    void saysHowItIsSwitchedOn() {
        TofuProvisioner off = with("", "", settings.tofuTimeout());

        assertThatThrownBy(() -> off.test(server()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("FAIRWAY_RESOURCES_TOFU");
    }

    private TofuProvisioner with(Duration timeout) {
        return with(Programs.tool("tofu"), Programs.providers().toString(), timeout);
    }

    private TofuProvisioner with(String program, String providers, Duration timeout) {
        ResourcesSettings other = new ResourcesSettings(
                settings.observeEvery(),
                settings.remindBefore(),
                settings.keepMeasures(),
                home,
                program,
                providers,
                timeout,
                settings.keepDumps(),
                settings.maxDump(),
                settings.dumpTimeout(),
                settings.postgresPrograms());
        return new TofuProvisioner(new Workplaces(other, states), states);
    }

    private CompletableFuture<Void> applied(Server server, Wanted wanted) {
        return CompletableFuture.runAsync(() -> with(Duration.ofMinutes(1)).apply(server, wanted, said -> {}));
    }

    private static Server at(SilentServer silent) {
        return server("TF_VAR_password=" + TestPostgres.password(), silent.port());
    }

    /** How many programs are running whose folder is in the one of the test. */
    private static long runningIn(Path home) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> isIn(process, home))
                .count();
    }

    private static boolean isIn(ProcessHandle process, Path home) {
        try {
            return Path.of("/proc", String.valueOf(process.pid()), "cwd")
                    .toRealPath()
                    .startsWith(home.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }

    private String state(Wanted wanted) {
        return String.valueOf(db.fetchValue(TOFU_STATE.DATA, TOFU_STATE.NAME.eq(wanted.id())));
    }

    private void setState(Wanted wanted, String data) {
        db.update(TOFU_STATE)
                .set(TOFU_STATE.DATA, data)
                .where(TOFU_STATE.NAME.eq(wanted.id()))
                .execute();
    }
}
