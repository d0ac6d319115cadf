import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Caches on a shared Redis, made one by one and looked at by the thousand, beside the same commands by Lettuce. */
final class CacheBench implements AutoCloseable {

    private static final String PASSWORD = "bench-redis";
    private static final String COLUMNS =
            "type, environment, team, service, server, kind, origin, specification, state, reason, slot, outputs, observed, monthly, currency, created_at, created_by, updated_at, run, template";

    private final Http http;
    private final List<String> database;
    private final int port;
    private final Process redis;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    CacheBench(Http http, List<String> database) throws IOException, InterruptedException {
        this.http = http;
        this.database = database;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path folder = Files.createTempDirectory("bench-redis-");
        redis = new ProcessBuilder("redis-server", "--port", String.valueOf(port), "--bind", "127.0.0.1", "--requirepass", PASSWORD, "--save", "", "--dir", folder.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        client = RedisClient.create(address("default", PASSWORD));
        connection = connected();
        http.post("/v1/resource-types", """
                {"identifier": "plain-cache", "title": "Plain cache", "description": "As many as one likes.", "kind": "redis",
                 "naming": {"pattern": "^[a-z0-9-]+$", "maxLength": 40, "description": "Any.", "native": ".name"},
                 "specification": {"properties": {"memory": {"type": "number", "title": "Memory", "default": 10}}, "required": ["memory"]}}""");
        http.post("/v1/resource-servers", """
                {"identifier": "cache", "title": "Cache", "kind": "redis", "region": "here", "environments": ["production"],
                 "settings": {"host": "127.0.0.1", "port": %d, "password": "%s"}}""".formatted(port, PASSWORD));
    }

    private RedisURI address(String user, String password) {
        return RedisURI.builder().withHost("127.0.0.1").withPort(port).withAuthentication(user, password.toCharArray()).build();
    }

    private StatefulRedisConnection<String, String> connected() throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                return client.connect();
            } catch (RuntimeException notYet) {
                if (attempt > 100) {
                    throw notYet;
                }
                Thread.sleep(50);
            }
        }
    }

    /** From the request to a key that the delivered user writes. */
    List<Double> create(String stem, int count) throws Exception {
        return Trials.timed(count, at -> {
            String name = stem + "-" + at;
            String asked = http.post("/v1/actions/create_resource/runs", """
                    {"properties": {"type": "plain-cache", "name": "%s", "team": "team-bench", "environment": "production", "region": "here"}}""".formatted(name));
            String run = "/v1/actions/runs/" + asked.replaceAll("(?s).*\"id\":\"(r_[0-9a-f]+)\".*", "$1");
            while (!get(run).contains("\"status\":\"SUCCESS\"")) {
                Thread.onSpinWait();
            }
            String revealed = http.post("/v1/resources/" + name + "@production/reveal", "{\"role\": \"readwrite\"}");
            write(name, ResourcesBench.part(revealed, "user"), ResourcesBench.part(revealed, "password"));
        });
    }

    /** What an administrator types for a prefix with two users. */
    List<Double> byHand(int count) throws Exception {
        return Trials.timed(count, at -> {
            String name = "hand-" + at;
            RedisCommands<String, String> commands = connection.sync();
            commands.set("hand:owner:" + name, "hand");
            for (String user : List.of("rw", "ro")) {
                connection.sync().aclSetuser(name + "_" + user, user(name, "by-hand"));
            }
            write(name, name + "_rw", "by-hand");
        });
    }

    private static AclSetuserArgs user(String prefix, String password) {
        return AclSetuserArgs.Builder.on().addPassword(password).keyPattern(prefix + ":*").allCommands();
    }

    private void write(String name, String user, String password) {
        try (RedisClient own = RedisClient.create(address(user, password))) {
            own.connect().sync().set(name + ":key", "1");
        }
    }

    private String get(String path) {
        return new String(http.call("GET", path, null), StandardCharsets.UTF_8);
    }

    /** Rows and marks of many more like the first one, whose users are written into the same server. */
    void multiply(String like, int count) throws SQLException {
        try (Connection rows = DriverManager.getConnection(database.get(0), database.get(1), database.get(2)); Statement statement = rows.createStatement()) {
            statement.executeUpdate("""
                    insert into resources.resource (id, identifier, name, native_name, %1$s)
                    select 'res_many_' || n, 'many-' || n || '@production', 'many-' || n, 'many-' || n, %1$s
                    from resources.resource, generate_series(1, %2$d) n where identifier = '%3$s@production'""".formatted(COLUMNS, count, like));
        }
        RedisCommands<String, String> commands = connection.sync();
        for (int at = 1; at <= count; at++) {
            String name = "many-" + at;
            commands.set("fairway:owner:" + name, "fairway:res_many_" + at);
            for (String role : List.of("readwrite", "readonly")) {
                String user = "%s_%s_a".formatted(name, role);
                commands.aclSetuser(user, user(name, "by-hand").channelPattern("fairway:res_many_" + at));
                commands.sadd("fairway:users:" + name, user);
            }
            commands.set(name + ":key", "1");
        }
    }

    /** All of them by the job, 500 in each run. @return milliseconds for each */
    List<Double> observeAll(int count) throws Exception {
        long begin = System.nanoTime();
        try (Connection rows = DriverManager.getConnection(database.get(0), database.get(1), database.get(2)); Statement statement = rows.createStatement()) {
            while (true) {
                http.post("/v1/jobs/observe-resources/run", "{}");
                try (var left = statement.executeQuery("select count(*) from resources.resource where id like 'res_many_%' and observed_at is null")) {
                    left.next();
                    if (left.getInt(1) == 0) {
                        break;
                    }
                }
                Thread.sleep(20);
            }
        }
        return List.of((System.nanoTime() - begin) / 1e6 / count);
    }

    /** The same questions for each: whose it is, its users, each of them, and a scan over its keys. */
    List<Double> observeByHand(int count) {
        RedisCommands<String, String> commands = connection.sync();
        long begin = System.nanoTime();
        for (int at = 1; at <= count; at++) {
            String name = "many-" + at;
            commands.get("fairway:owner:" + name);
            List<String> keys = new ArrayList<>();
            var page = commands.scan(ScanArgs.Builder.limit(1000).match(name + ":*"));
            keys.addAll(page.getKeys());
            while (!page.isFinished()) {
                page = commands.scan(page, ScanArgs.Builder.limit(1000).match(name + ":*"));
                keys.addAll(page.getKeys());
            }
            keys.forEach(commands::memoryUsage);
            commands.smembers("fairway:users:" + name).forEach(commands::aclGetuser);
        }
        return List.of((System.nanoTime() - begin) / 1e6 / count);
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
        redis.destroy();
    }
}
