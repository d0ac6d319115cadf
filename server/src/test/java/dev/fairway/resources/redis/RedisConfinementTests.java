package dev.fairway.resources.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.InvalidInput;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the delivered users can not do. */
class RedisConfinementTests extends RunningRedis {

    @Test
    void confinesAUserToItsPrefix() {
        administrator(redis).set("billing:1", "secret");
        administrator(redis).set("orders", "secret");
        RedisCommands<String, String> app = admitted(orders, WRITER);

        assertThat(app.set("orders:1", "mine")).isEqualTo("OK");
        assertThat(app.get("orders:1")).isEqualTo("mine");
        assertRefused(() -> app.get("billing:1"));
        assertRefused(() -> app.set("billing:1", "x"));
        assertRefused(() -> app.get("orders"));
        assertRefused(() -> app.rename("orders:1", "billing:2"));
        assertRefused(() -> app.get("fairway:owner:orders"));
        assertRefused(() -> app.publish("billing:events", "x"));
        assertThat(app.publish("orders:events", "x")).isZero();
        assertRefused(() -> app.eval("return redis.call('get', 'billing:1')", ScriptOutputType.VALUE));
        assertThat(app.<String>eval("return redis.call('get', KEYS[1])", ScriptOutputType.VALUE, "orders:1"))
                .isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KEYS *",
                "SCAN 0",
                "RANDOMKEY",
                "DBSIZE",
                "SELECT 1",
                "SWAPDB 0 1",
                "MOVE orders:1 1",
                "FLUSHALL",
                "FLUSHDB",
                "COPY orders:1 orders:2 DB 1",
                "CONFIG GET *",
                "CONFIG SET maxmemory 1",
                "ACL LIST",
                "ACL WHOAMI",
                "SCRIPT KILL",
                "SCRIPT FLUSH",
                "FUNCTION FLUSH",
                "MODULE LIST",
                "MIGRATE 127.0.0.1 1 orders:1 0 10",
                "MONITOR",
                "SHUTDOWN NOSAVE",
                "REPLICAOF NO ONE",
                "INFO",
                "SORT orders:1 BY billing:*",
                "CLIENT LIST",
                "CLIENT KILL ID 1",
                "CLIENT TRACKING ON BCAST",
                "CLIENT PAUSE 1",
                "PUBSUB CHANNELS",
                "SUBSCRIBE __keyspace@0__:billing:1",
                "PSUBSCRIBE *",
                "SLOWLOG GET",
                "LATENCY RESET",
                "OBJECT FREQ billing:1",
                "MEMORY USAGE billing:1",
                "CLUSTER INFO",
                "SAVE"
            })
    void refusesAUserWhatTouchesOthers(String command) {
        RedisCommands<String, String> app = admitted(orders, WRITER);

        assertRefused(() -> raw(app, command));
    }

    @Test
    void letsAReaderOnlyRead() {
        admitted(orders, WRITER).set("orders:1", "mine");
        RedisCommands<String, String> report = admitted(orders, READER);

        assertThat(report.get("orders:1")).isEqualTo("mine");
        assertRefused(() -> report.set("orders:1", "x"));
        assertRefused(() -> report.del("orders:1"));
        assertRefused(() -> report.publish("orders:events", "x"));
        assertRefused(() -> report.eval("return redis.call('del', KEYS[1])", ScriptOutputType.VALUE, "orders:1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "?",
                "[a-z]*",
                "a\\",
                "\";FLUSHALL",
                "'",
                "..",
                "../..",
                "주문",
                "~*",
                "&*",
                "+@all",
                "{a}",
                "%R~*"
            })
    void treatsHostileNamesAsNames(String name) {
        administrator(redis).set("victim:1", "theirs");
        Wanted hostile = wanted("1", name);
        Login login = new Login("readwrite", name + "-app", name);

        RedisCommands<String, String> app = admitted(hostile, login);

        app.set(name + ":1", "mine");
        assertRefused(() -> app.get("victim:1"));
        assertThat(provisioner.loss(redis.server(), hostile)).startsWith("1 keys");
        provisioner.remove(redis.server(), hostile);
        assertThat(administrator(redis).keys("*")).containsExactly("victim:1");
        assertThat(administrator(redis).aclUsers()).containsExactly("default");
    }

    @Test
    void takesALongNameAsAName() {
        treatsHostileNamesAsNames("x".repeat(10_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a b", "a\nFLUSHALL", "a\rb", "a\u0000b", "fairway"})
    void refusesNamesThatReachFurther(String name) {
        assertThatThrownBy(() -> apply(wanted("1", name))).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> provisioner.remove(redis.server(), wanted("1", name)))
                .isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\nb", ""})
    void refusesUsersThatRedisDoesNotHave(String user) {
        assertThatThrownBy(() -> provisioner.admit(redis.server(), orders, new Login("readwrite", user, "p")))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void neverSendsAPassword() {
        administrator(redis).configSet("slowlog-log-slower-than", "0");
        provisioner.admit(redis.server(), orders, WRITER);

        assertThat(administrator(redis).slowlogGet(1000).toString())
                .contains("SETUSER")
                .doesNotContain(WRITER.password());
    }

    private static void raw(RedisCommands<String, String> commands, String command) {
        List<String> words = List.of(command.split(" "));
        CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8);
        words.stream().skip(1).forEach(args::add);
        commands.dispatch(
                () -> words.getFirst().getBytes(StandardCharsets.UTF_8),
                new NestedMultiOutput<>(StringCodec.UTF8),
                args);
    }

    private static void assertRefused(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOf(RedisCommandExecutionException.class)
                .hasMessageMatching(
                        "(?is).*(NOPERM|no permissions|can't run this command|can't access at least one|ACL failure).*");
    }
}
