package dev.fairway.resources.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Wanted;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedisDumperTests extends RunningRedis {

    private final RedisDumper dumper = new RedisDumper(CLIENTS);
    private final Wanted restored = wanted("2", "orders-again");

    @Test
    void fillsAnotherPrefixWithAllKindsOfKeysAndTheTimeTheyHaveLeft() throws IOException {
        RedisCommands<String, String> admin = administrator(redis);
        apply(orders);
        admin.set("orders:open:7", "one");
        admin.hset("orders:customer", Map.of("name", "Ann"));
        admin.zadd("orders:queue", 3, "first");
        admin.setex("orders:session", 1_000, "short");
        admin.set("ordersX", "of somebody else");
        byte[] value = {0, -1, 10, 13, -128};
        byte[] key = {'o', 'r', 'd', 'e', 'r', 's', ':', 0, -1};
        binary().set(key, value);

        byte[] dump = dumped();
        apply(restored);
        dumper.restore(redis.server(), restored, () -> new ByteArrayInputStream(dump));
        dumper.restore(redis.server(), restored, () -> new ByteArrayInputStream(dump));

        assertThat(admin.keys("orders-again:*")).hasSize(5);
        assertThat(admin.get("orders-again:open:7")).isEqualTo("one");
        assertThat(admin.ttl("orders-again:open:7")).isEqualTo(-1);
        assertThat(admin.hget("orders-again:customer", "name")).isEqualTo("Ann");
        assertThat(admin.zscore("orders-again:queue", "first")).isEqualTo(3);
        assertThat(admin.ttl("orders-again:session")).isBetween(1L, 1_000L);
        byte[] again = {'o', 'r', 'd', 'e', 'r', 's', '-', 'a', 'g', 'a', 'i', 'n', ':', 0, -1};
        assertThat(binary().get(again)).isEqualTo(value);
    }

    @Test
    void refusesWhatIsSomebodyElses() throws IOException {
        apply(orders);
        administrator(redis).set("orders:1", "mine");
        byte[] dump = dumped();
        Wanted others = wanted("3", "orders");

        assertThatThrownBy(() -> dumper.dump(redis.server(), others, new ByteArrayOutputStream()))
                .isInstanceOf(NameTaken.class);
        assertThatThrownBy(() -> dumper.restore(redis.server(), others, () -> new ByteArrayInputStream(dump)))
                .isInstanceOf(NameTaken.class);
    }

    @Test
    void noticesADumpThatEndsTooEarly() throws IOException {
        apply(orders);
        administrator(redis).set("orders:1", "mine");
        byte[] dump = dumped();
        apply(restored);

        assertThatThrownBy(() -> dumper.restore(
                        redis.server(), restored, () -> new ByteArrayInputStream(Arrays.copyOf(dump, dump.length - 1))))
                .isInstanceOf(EOFException.class);
    }

    private byte[] dumped() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dumper.dump(redis.server(), orders, out);
        return out.toByteArray();
    }

    private RedisCommands<byte[], byte[]> binary() {
        RedisClient client = redis.administrator();
        opened.add(client);
        StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
        return connection.sync();
    }
}
