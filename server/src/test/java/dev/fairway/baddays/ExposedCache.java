package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.resources.RedisServer;
import dev.fairway.shared.Json;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A cache on a real Redis that keeps its users. */
final class ExposedCache extends ExposedResource {

    private final RedisServer redis;

    private ExposedCache(RedisServer redis) {
        super("sessions", "redis", "redis", new Boundary(redis.port()));
        this.redis = redis;
    }

    static ExposedCache start() {
        return new ExposedCache(RedisServer.startKeepingUsers());
    }

    @Override
    ObjectNode settings() {
        return Json.object()
                .put("host", "127.0.0.1")
                .put("port", boundary.port())
                .put("password", redis.password());
    }

    @Override
    int mostRequests() {
        return 5;
    }

    @Override
    List<Turn> turns() {
        return List.of(
                Turn.create("", admin -> {
                    assertThat(users()).hasSize(2);
                    write(revealed(admin, "readwrite"));
                }),
                Turn.rotate(admin -> {
                    assertThat(users()).hasSize(4);
                    write(revealed(admin, "readwrite"));
                }),
                Turn.delete(admin -> assertThat(users()).isEmpty()));
    }

    private List<String> users() {
        try (RedisClient client = redis.administrator()) {
            return client.connect().sync().aclUsers().stream()
                    .filter(user -> !user.equals("default"))
                    .toList();
        }
    }

    private static void write(Reply revealed) {
        RedisURI uri = RedisURI.create(revealed.at("/url").stringValue());
        try (RedisClient client = RedisServer.client(uri)) {
            assertThat(client.connect().sync().set("sessions-development:berth", "7"))
                    .isEqualTo("OK");
        }
    }

    @Override
    public void close() {
        super.close();
        redis.close();
    }
}
