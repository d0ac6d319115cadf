package dev.fairway.resources.redis;

import dev.fairway.resources.RedisServer;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A real Redis for the tests of a class, empty before each of them. */
abstract class RunningRedis {

    static final Login WRITER = new Login("readwrite", "orders-app", "p ässword@1:/?#");
    static final Login READER = new Login("readonly", "orders-report", "2");

    static RedisServer redis;
    static final RedisClients CLIENTS = new RedisClients();

    final RedisProvisioner provisioner = new RedisProvisioner(CLIENTS);
    final List<RedisClient> opened = new ArrayList<>();
    final Wanted orders = wanted("1", "orders");

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
    }

    @AfterAll
    static void end() {
        if (redis != null) {
            redis.close();
        }
    }

    @BeforeEach
    void empty() {
        RedisCommands<String, String> admin = administrator(redis);
        admin.flushall();
        admin.aclUsers().stream().filter(user -> !user.equals("default")).forEach(admin::aclDeluser);
    }

    @AfterEach
    void disconnect() {
        opened.forEach(RedisClient::shutdown);
    }

    void apply(Wanted wanted) {
        provisioner.apply(redis.server(), wanted, said -> {});
    }

    RedisCommands<String, String> admitted(Wanted wanted, Login login) {
        apply(wanted);
        provisioner.admit(redis.server(), wanted, login);
        return connected(wanted, login);
    }

    RedisCommands<String, String> connected(Wanted wanted, Login login) {
        return connected(redis.server(), wanted, login);
    }

    RedisCommands<String, String> connected(Server server, Wanted wanted, Login login) {
        return commands(RedisServer.client(RedisURI.create(provisioner.url(server, wanted, login))));
    }

    RedisCommands<String, String> administrator(RedisServer server) {
        return commands(server.administrator());
    }

    RedisCommands<String, String> commands(RedisClient client) {
        opened.add(client);
        StatefulRedisConnection<String, String> connection = client.connect();
        return connection.sync();
    }

    static Wanted wanted(String id, String name) {
        return new Wanted(id, name, Json.object());
    }
}
