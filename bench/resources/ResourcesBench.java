import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** Databases, caches and topics made, looked at and found on shared servers, beside the same by the server's own client. */
public final class ResourcesBench {

    private static final String OBSERVED = "select datconnlimit, pg_database_size(oid) from pg_database where datname = '%s'";
    private static final String LOST = "select count(*), sum(greatest(reltuples, 0)), pg_database_size(current_database()) from pg_class";

    private final Http http;
    private final List<String> database;
    private final URI server;

    private ResourcesBench(Fairway fairway) throws Exception {
        this.http = fairway.http();
        this.database = fairway.database();
        this.server = URI.create(database.get(0).substring("jdbc:".length()));
    }

    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments);
        if (options.contains("--help")) {
            System.out.println("bench/resources/run [--databases 20] [--tables 10000] [--caches 5000]");
            return;
        }
        int databases = Trials.option(options, "--databases", 20);
        int tables = Trials.option(options, "--tables", 10_000);
        try (Fairway fairway = Fairway.start(Path.of(System.getenv("BENCH_HOME")).resolve("one"), Trials.freePort())) {
            ResourcesBench bench = new ResourcesBench(fairway);
            bench.connect();
            System.out.printf("%n| What | times | median ms | p95 ms | by hand median ms | ratio |%n|---|--:|--:|--:|--:|--:|%n");
            bench.create("warm-up", 5);
            bench.row("request to a user that signs in", bench.create("bench", databases), bench.byHand(databases));
            bench.row("a look at one on its server", bench.look(databases), bench.lookByHand(databases));
            bench.fill(tables);
            bench.row("what is lost with %,d tables".formatted(tables), bench.look("bench-0", 20), bench.countByHand(20));
            bench.row("what else is on the server", bench.discover(20), bench.discoverByHand(20));
            bench.caches(fairway, databases, Trials.option(options, "--caches", 5_000));
            bench.topics(fairway, databases);
        }
    }

    private void topics(Fairway fairway, int times) throws Exception {
        try (TopicBench topics = new TopicBench(fairway.http(), System.getenv("BENCH_BROKER"))) {
            topics.create("warm-topic", 5);
            row("request to a user of a topic that sends", topics.create("topic", times), topics.byHand(times));
        }
    }

    private void caches(Fairway fairway, int times, int many) throws Exception {
        try (CacheBench caches = new CacheBench(fairway.http(), database)) {
            caches.create("warm", 5);
            row("request to a user of a cache that writes", caches.create("cache", times), caches.byHand(times));
            caches.multiply("cache-0", many);
            row("a look at one of %,d caches".formatted(many), caches.observeAll(many), caches.observeByHand(many));
        }
    }

    private void row(String what, List<Double> times, List<Double> byHand) {
        double median = Trials.at(times, 0.5);
        double baseline = Trials.at(byHand, 0.5);
        System.out.printf(Locale.ROOT, "| %s | %,d | %,.1f | %,.1f | %,.1f | %.1f |%n", what, times.size(), median, Trials.at(times, 0.95), baseline, median / baseline);
    }

    private void connect() {
        http.post("/v1/teams", "{\"name\": \"team-bench\"}");
        http.post("/v1/resource-types", """
                {"identifier": "plain", "title": "Plain", "description": "As many as one likes.", "kind": "postgresql",
                 "naming": {"pattern": "^[a-z0-9-]+$", "maxLength": 40, "description": "Any.", "native": ".name | gsub(\\"-\\"; \\"_\\")"},
                 "specification": {"properties": {"connections": {"type": "number", "title": "Connections", "default": 10}}, "required": ["connections"]}}""");
        http.post("/v1/resource-servers", """
                {"identifier": "shared", "title": "Shared", "kind": "postgresql", "region": "here", "environments": ["production"],
                 "settings": {"host": "%s", "port": %d, "user": "%s", "password": "%s", "sslmode": "disable"}}"""
                .formatted(server.getHost(), server.getPort(), database.get(1), database.get(2)));
    }

    private List<Double> create(String stem, int count) throws Exception {
        return Trials.timed(count, at -> {
            String name = stem + "-" + at;
            String asked = http.post("/v1/actions/create_resource/runs", """
                    {"properties": {"type": "plain", "name": "%s", "team": "team-bench", "environment": "production", "region": "here"}}"""
                    .formatted(name));
            String run = "/v1/actions/runs/" + asked.replaceAll("(?s).*\"id\":\"(r_[0-9a-f]+)\".*", "$1");
            while (!get(run).contains("\"status\":\"SUCCESS\"")) {
                Thread.onSpinWait();
            }
            String revealed = http.post("/v1/resources/" + name + "@production/reveal", "{\"role\": \"owner\"}");
            open(name.replace('-', '_'), part(revealed, "user"), part(revealed, "password")).close();
        });
    }

    private String get(String path) {
        return new String(http.call("GET", path, null), StandardCharsets.UTF_8);
    }

    static String part(String answer, String name) {
        return answer.replaceAll("(?s).*\"" + name + "\":\"([^\"]+)\".*", "$1");
    }

    private Connection open(String name, String user, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://%s:%d/%s".formatted(server.getHost(), server.getPort(), name), user, password);
    }

    private Connection admin(String name) throws SQLException {
        return open(name, database.get(1), database.get(2));
    }

    /** What an administrator types for one database with three roles and three users, by two connections. */
    private List<Double> byHand(int count) throws Exception {
        return Trials.timed(count, at -> {
            String name = "hand_" + at;
            try (Connection connection = admin("postgres"); Statement statement = connection.createStatement()) {
                for (String role : List.of("owner", "rw", "ro")) {
                    statement.execute("create role %s_%s nologin".formatted(name, role));
                }
                statement.execute("create database %1$s owner %1$s_owner".formatted(name));
                statement.execute("revoke all on database %s from public".formatted(name));
                statement.execute("grant connect, temporary on database %1$s to %1$s_rw, %1$s_ro".formatted(name));
                statement.execute("alter database %s connection limit 10".formatted(name));
                for (String role : List.of("owner", "rw", "ro")) {
                    statement.execute("create role %1$s_%2$s_a login password 'by-hand' in role %1$s_%2$s".formatted(name, role));
                }
            }
            try (Connection connection = admin(name); Statement statement = connection.createStatement()) {
                statement.execute("alter schema public owner to %s_owner".formatted(name));
                statement.execute("grant usage on schema public to %1$s_rw, %1$s_ro".formatted(name));
                statement.execute("alter default privileges for role %1$s_owner in schema public grant select on tables to %1$s_ro".formatted(name));
                statement.execute("alter default privileges for role %1$s_owner in schema public grant select, insert, update, delete on tables to %1$s_rw".formatted(name));
            }
            open(name, name + "_owner_a", "by-hand").close();
        });
    }

    private List<Double> look(int count) throws Exception {
        return Trials.timed(count, at -> http.post("/v1/resources/bench-%d@production/observe".formatted(at), "{}"));
    }

    private List<Double> look(String name, int times) throws Exception {
        return Trials.timed(times, at -> http.post("/v1/resources/%s@production/observe".formatted(name), "{}"));
    }

    private List<Double> lookByHand(int count) throws Exception {
        return Trials.timed(count, at -> {
            query("postgres", OBSERVED.formatted("bench_" + at));
            query("bench_" + at, "select extname from pg_extension");
            query("bench_" + at, LOST);
        });
    }

    private void query(String name, String sql) throws SQLException {
        try (Connection connection = admin(name); Statement statement = connection.createStatement()) {
            statement.executeQuery(sql).next();
        }
    }

    private void fill(int tables) throws SQLException {
        try (Connection connection = admin("bench_0"); Statement statement = connection.createStatement()) {
            for (int at = 0; at < tables; at++) {
                statement.execute("create table t%d (id int)".formatted(at));
            }
        }
    }

    private List<Double> countByHand(int times) throws Exception {
        return Trials.timed(times, at -> {
            query("postgres", OBSERVED.formatted("bench_0"));
            query("bench_0", "select extname from pg_extension");
            query("bench_0", LOST);
        });
    }

    private List<Double> discover(int times) throws Exception {
        return Trials.timed(times, at -> http.post("/v1/resource-servers/shared/discover", "{}"));
    }

    private List<Double> discoverByHand(int times) throws Exception {
        return Trials.timed(times, at -> query("postgres", "select datname, pg_get_userbyid(datdba), pg_database_size(oid) from pg_database"));
    }
}
