package dev.fairway.resources.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.fairway.resources.BreakingConnection;
import dev.fairway.resources.Programs;
import dev.fairway.resources.RedisServer;
import dev.fairway.resources.TestCertificate;
import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RedisProvisionerTests extends RunningRedis {

    @Test
    void saysWhatTheServerIs() {
        var report = provisioner.test(redis.server());

        assertThat(report.version()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(report.capacity().path("memoryBytesUsed").asLong()).isPositive();
        assertThat(report.capacity().path("usersSurviveRestart").asBoolean()).isFalse();
    }

    @Test
    void trustsTheAuthorityThatTheServerIsOfAndNoOther() {
        TestCertificate shown = TestCertificate.make();
        int port = Programs.freePort();
        try (RedisServer _ = RedisServer.startWithTls(port, shown)) {
            Server server = redis.serverAt(port);
            server.settings().put("tls", true);

            assertThatThrownBy(() -> provisioner.test(server)).hasMessageContaining("No public authority issued");
            server.settings().put("certificate", TestCertificate.make().pem());
            assertThatThrownBy(() -> provisioner.test(server))
                    .isInstanceOf(ServerFailed.class)
                    .hasMessageContaining("not of the authority in \"Certificate\"");
            server.settings().put("certificate", "none");
            assertThatThrownBy(() -> provisioner.test(server))
                    .isInstanceOf(ServerUnfit.class)
                    .hasMessageContaining("-----BEGIN CERTIFICATE-----");
            server.settings().put("certificate", shown.pem());
            assertThat(provisioner.test(server).version()).isNotEmpty();
        }
    }

    @Test
    void tellsHowOftenTheServerHadWhatItWasAskedFor() {
        administrator(redis).set("there", "1");
        administrator(redis).get("there");
        administrator(redis).get("missing");

        assertThat(provisioner.test(redis.server()).capacity().path("hitRate").doubleValue())
                .isStrictlyBetween(0.0, 1.0);
    }

    @Test
    void refusesANameOfSomebodyElse() {
        administrator(redis).set("legacy:1", "theirs");
        administrator(redis).set("fairway:owner:shop", "fairway:2");
        administrator(redis).aclSetuser("people", AclSetuserArgs.Builder.on());

        for (String name : List.of("legacy", "shop", "people")) {
            Wanted wanted = wanted("1", name);
            assertThatThrownBy(() -> apply(wanted)).isInstanceOf(NameTaken.class);
            assertThatThrownBy(() -> provisioner.admit(redis.server(), wanted, WRITER))
                    .isInstanceOf(NameTaken.class);
        }
        assertThat(administrator(redis).get("legacy:1")).isEqualTo("theirs");
        assertThat(administrator(redis).get("fairway:owner:shop")).isEqualTo("fairway:2");
        assertThat(administrator(redis).get("fairway:owner:legacy")).isNull();
    }

    @Test
    void refusesAUserOfSomebodyElse() {
        admitted(wanted("2", "shop"), new Login("readwrite", "shop-app", "3"));
        apply(orders);

        for (String user : List.of("default", "shop-app")) {
            assertThatThrownBy(() -> provisioner.admit(redis.server(), orders, new Login("readwrite", user, "4")))
                    .isInstanceOf(NameTaken.class);
            assertThatThrownBy(() -> provisioner.dismiss(redis.server(), orders, user))
                    .isInstanceOf(NameTaken.class);
        }
        assertThat(connected(wanted("2", "shop"), new Login("readwrite", "shop-app", "3"))
                        .ping())
                .isEqualTo("PONG");
    }

    @Test
    void goesOnAfterBeingStoppedBehindAnyStep() {
        int step = 0;
        for (boolean hasBroken = true; hasBroken; step++) {
            hasBroken = breaksBehind(step, server -> provisioner.apply(server, orders, said -> {}));
            apply(orders);
            hasBroken |= breaksBehind(step, server -> provisioner.admit(server, orders, WRITER));
            assertThat(admitted(orders, WRITER).set("orders:1", "mine")).isEqualTo("OK");
            hasBroken |= breaksBehind(step, server -> provisioner.dismiss(server, orders, WRITER.user()));
            provisioner.dismiss(redis.server(), orders, WRITER.user());
            hasBroken |= breaksBehind(step, server -> provisioner.remove(server, orders));
            provisioner.remove(redis.server(), orders);
            assertThat(administrator(redis).dbsize()).isZero();
            assertThat(administrator(redis).aclUsers()).containsExactly("default");
        }
        assertThat(step).isGreaterThan(5);
    }

    private boolean breaksBehind(int step, Consumer<Server> work) {
        try (BreakingConnection connection = new BreakingConnection(redis.port(), step)) {
            try {
                work.accept(redis.serverAt(connection.port()));
            } catch (ServerFailed broken) {
                assertThat(connection.hasBroken()).isTrue();
            }
            return connection.hasBroken();
        }
    }

    @Test
    void rotatesWithoutShuttingAnybodyOut() {
        Login next = new Login("readwrite", WRITER.user(), "another one");
        Login second = new Login("readwrite", "orders-app-2", "a third one");
        RedisCommands<String, String> before = admitted(orders, WRITER);

        RedisCommands<String, String> after = admitted(orders, next);
        RedisCommands<String, String> beside = admitted(orders, second);

        assertThat(before.set("orders:1", "a")).isEqualTo("OK");
        assertThat(after.set("orders:1", "b")).isEqualTo("OK");
        assertThat(beside.set("orders:1", "c")).isEqualTo("OK");
        assertThatThrownBy(() -> connected(orders, WRITER)).isInstanceOf(RedisConnectionException.class);
    }

    @Test
    void dismissesWhoIsConnected() {
        RedisCommands<String, String> app = admitted(orders, WRITER);
        RedisCommands<String, String> report = admitted(orders, READER);

        provisioner.dismiss(redis.server(), orders, WRITER.user());
        provisioner.dismiss(redis.server(), orders, WRITER.user());

        await().untilAsserted(
                        () -> assertThatThrownBy(() -> app.get("orders:1")).isNotNull());
        assertThatThrownBy(() -> connected(orders, WRITER)).isNotNull();
        assertThat(report.get("orders:1")).isNull();
    }

    @Test
    void seesADrift() {
        assertThat(provisioner.observe(redis.server(), orders).isThere()).isFalse();
        admitted(orders, WRITER);
        assertThat(provisioner.observe(redis.server(), orders).complaint()).isNull();

        administrator(redis).aclDeluser(WRITER.user());
        assertThat(provisioner.observe(redis.server(), orders).complaint()).startsWith("1 of its users are gone");

        administrator(redis).flushall();
        assertThat(provisioner.observe(redis.server(), orders).isThere()).isFalse();
    }

    @Test
    void measuresWhatKeysTake() {
        RedisCommands<String, String> app = admitted(orders, WRITER);
        administrator(redis).set("billing:1", "x".repeat(1_000_000));
        for (int key = 0; key < 1204; key++) {
            app.set("orders:" + key, "x".repeat(2000));
        }

        Observation observation = provisioner.observe(
                redis.server(), new Wanted("1", "orders", Json.object().put("memory", 2)));

        assertThat(observation.measures().get("keys")).isEqualTo(1204);
        assertThat(observation.measures().get("memoryBytes")).isBetween(2_400_000.0, 3_500_000.0);
        assertThat(observation.complaint()).matches("It takes \\d\\.\\d MB, and 2 MB were asked for");
        assertThat(provisioner.loss(redis.server(), orders)).isEqualTo("1,204 keys, 3 MB");
    }

    @Test
    void takesItAwayAndNothingElse() {
        RedisCommands<String, String> app = admitted(orders, WRITER);
        app.set("orders:1", "x");
        administrator(redis).set("orders2:1", "theirs");
        administrator(redis).set("orders", "theirs");

        provisioner.remove(redis.server(), orders);
        provisioner.remove(redis.server(), orders);

        assertThat(administrator(redis).keys("*")).containsExactlyInAnyOrder("orders2:1", "orders");
        assertThat(administrator(redis).aclUsers()).containsExactly("default");
    }

    @Test
    void removesNothingOfSomebodyElse() {
        admitted(wanted("2", "orders"), READER);
        administrator(redis).set("orders:1", "theirs");

        assertThatThrownBy(() -> provisioner.remove(redis.server(), orders)).isInstanceOf(NameTaken.class);

        assertThat(administrator(redis).get("orders:1")).isEqualTo("theirs");
    }

    @Test
    void findsWhatItDidNotMake() {
        admitted(orders, WRITER).set("orders:1", "x");
        RedisCommands<String, String> admin = administrator(redis);
        admin.set("legacy:1", "a");
        admin.set("legacy:2", "b");
        admin.set("single", "c");

        assertThat(provisioner.discover(redis.server()))
                .extracting(Found::name, found -> found.details().path("keys").asInt())
                .containsExactly(tuple("legacy", 2));
    }

    @Test
    void keepsUsersWhereTheServerHasAFileForThem() {
        try (RedisServer keeping = RedisServer.startKeepingUsers()) {
            assertThat(provisioner
                            .test(keeping.server())
                            .capacity()
                            .path("usersSurviveRestart")
                            .asBoolean())
                    .isTrue();
            provisioner.admit(keeping.server(), orders, WRITER);

            keeping.restart();

            assertThat(connected(keeping.server(), orders, WRITER).set("orders:1", "x"))
                    .isEqualTo("OK");
        }
    }

    @Test
    void saysThatARestartLostItsUsers() {
        try (RedisServer forgetting = RedisServer.start()) {
            provisioner.admit(forgetting.server(), orders, WRITER);

            forgetting.restart();

            assertThat(provisioner.observe(forgetting.server(), orders).complaint())
                    .startsWith("1 of its users are gone");
            provisioner.admit(forgetting.server(), orders, WRITER);
            assertThat(provisioner.observe(forgetting.server(), orders).complaint())
                    .isNull();
        }
    }

    @Test
    void refusesServersThatDoNotFit() {
        try (RedisServer evicting = RedisServer.start("--maxmemory", "10mb", "--maxmemory-policy", "allkeys-lru");
                RedisServer cluster = RedisServer.start("--cluster-enabled", "yes")) {
            assertThatThrownBy(() -> provisioner.test(evicting.server()))
                    .isInstanceOf(ServerUnfit.class)
                    .hasMessageContaining("maxmemory-policy allkeys-lru");
            assertThatThrownBy(() -> provisioner.test(cluster.server()))
                    .isInstanceOf(ServerUnfit.class)
                    .hasMessageContaining("cluster");
        }
    }

    @Test
    void saysWhyItCannotAdminister() {
        provisioner.admit(redis.server(), orders, WRITER);
        Server asApplication = new Server(
                "cache",
                "local",
                redis.server().settings().deepCopy().put("user", WRITER.user()),
                Json.object().put("password", WRITER.password()));
        Server wrong = new Server(
                "cache", "local", redis.server().settings(), Json.object().put("password", "no"));

        assertThatThrownBy(() -> provisioner.test(asApplication)).hasMessageContaining("no permissions");
        assertThatThrownBy(() -> provisioner.test(wrong))
                .isInstanceOf(ServerFailed.class)
                .hasMessageContaining("WRONGPASS");
        assertThatThrownBy(() -> provisioner.test(redis.serverAt(1)))
                .isInstanceOf(ServerFailed.class)
                .hasMessageContaining("There is no connection to 127.0.0.1:1 (Connection refused")
                .hasMessageNotContaining("for-tests-only");
    }
}
