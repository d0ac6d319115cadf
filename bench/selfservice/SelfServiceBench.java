import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests, runs, rules and logs, beside the bare SQL of a run. */
public final class SelfServiceBench {

    private static final int CLIENTS = 8;

    private final Fairway fairway;
    private final List<String> database;
    private final Connection db;
    private final String outside;
    private final Map<String, Integer> effects;
    private final int runs;

    private SelfServiceBench(Fairway fairway, String outside, Map<String, Integer> effects, int runs) throws Exception {
        this.fairway = fairway;
        this.database = fairway.database();
        this.db = connect();
        this.outside = outside;
        this.effects = effects;
        this.runs = runs;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments);
        if (options.contains("--help")) {
            System.out.println("bench/selfservice/run [--runs 1000] [--queued 2000]");
            return;
        }
        int runs = option(options, "--runs", 1_000);
        int queued = option(options, "--queued", 2_000);
        Path home = Path.of(System.getenv("BENCH_HOME"));
        Map<String, Integer> effects = new ConcurrentHashMap<>();
        HttpServer world = world(effects);
        String outside = "http://127.0.0.2:" + world.getAddress().getPort() + "/";
        Map<String, String> settings = Map.of("FAIRWAY_OUTBOUND_ALLOW", "127.0.0.2");
        try (Fairway fairway = Fairway.start(home.resolve("one"), freePort(), settings)) {
            SelfServiceBench bench = new SelfServiceBench(fairway, outside, effects, runs);
            bench.prepare();
            bench.measure();
            bench.killOneOfTwo(home.resolve("two"), queued);
        } finally {
            world.stop(0);
        }
    }

    private static int option(List<String> options, String name, int standard) {
        int at = options.indexOf(name);
        return at < 0 ? standard : Integer.parseInt(options.get(at + 1));
    }

    private static HttpServer world(Map<String, Integer> effects) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            effects.merge(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")), 1, Integer::sum);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.setExecutor(Thread::startVirtualThread);
        server.start();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.get(0), database.get(1), database.get(2));
    }

    private void prepare() throws SQLException {
        Http http = fairway.http();
        http.post("/v1/blueprints", "{\"identifier\": \"thing\", \"schema\": {\"properties\": {\"n\": {\"type\": \"number\"}}}}");
        String form = "\"userInputs\": {\"properties\": {\"n\": {\"type\": \"number\"}}}";
        action("upsert", form, "{\"type\": \"UPSERT_ENTITY\", \"blueprintIdentifier\": \"thing\", \"mapping\": {\"identifier\": \"{{ .run.id }}\", \"properties\": {\"n\": \"{{ .inputs.n }}\"}}}");
        action("webhook", form, "{\"type\": \"WEBHOOK\", \"synchronized\": true, \"url\": \"%s\"}".formatted(outside));
        action("ruled", form, "{\"type\": \"UPSERT_ENTITY\", \"blueprintIdentifier\": \"thing\", \"mapping\": {\"identifier\": \"x\"}}");
        http.post("/v1/workflows", "{\"identifier\": \"noop\", \"nodes\": [{\"identifier\": \"ask\", \"config\": {\"type\": \"SELF_SERVE_TRIGGER\", " + form + "}}], \"connections\": []}");
        for (int i = 0; i < 200; i++) {
            http.post(
                    "/v1/policy/rules",
                    "{\"identifier\": \"rule-%d\", \"title\": \"Rule %d\", \"scope\": {\"actions\": [\"ruled\"]}, \"when\": \"inputs.n > %d && actor.email != 'x%d'\", \"effect\": \"WARN\", \"message\": \"{inputs.n} is more\"}"
                            .formatted(i, i, 1_000 + i, i));
        }
    }

    private void action(String identifier, String form, String invocation) {
        fairway.http()
                .post(
                        "/v1/actions",
                        "{\"identifier\": \"%s\", \"trigger\": {\"type\": \"self-service\", \"operation\": \"CREATE\", %s}, \"invocationMethod\": %s}"
                                .formatted(identifier, form, invocation));
    }

    private void measure() throws Exception {
        endToEnd("noop", Math.max(200, runs / 4));
        System.out.printf(Locale.ROOT, "%n| Runs, %d clients | requests/s | runs/s end to end | median ms from request to first step | p95 | SQL runs/s | share of SQL |%n|---|--:|--:|--:|--:|--:|--:|%n", CLIENTS);
        double sql = sqlRuns();
        for (String action : List.of("noop", "upsert", "webhook")) {
            Ended ended = endToEnd(action, runs);
            System.out.printf(Locale.ROOT, "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f | %.2f |%n", action, ended.requests(), ended.runs(), ended.first50(), ended.first95(), sql, ended.runs() / sql);
        }
        Ended calm = endToEnd("upsert", 100, 1);
        System.out.printf(Locale.ROOT, "%n| One request after another | median ms from request to first step | p95 |%n|---|--:|--:|%n| upsert | %,.0f | %,.0f |%n", calm.first50(), calm.first95());
        Http http = fairway.http();
        Load.Result preview = Load.of(1, 4, random -> http.post("/v1/actions/ruled/preview", "{\"properties\": {\"n\": %d}}".formatted(random.nextInt(2_000))));
        System.out.printf(Locale.ROOT, "%n| Preview with 200 rules, 1 client | p50 ms | p95 ms |%n|---|--:|--:|%n| preview | %.1f | %.1f |%n", preview.percentile(0.5), preview.percentile(0.95));
        String run = id(http.post("/v1/actions/upsert/runs", "{\"properties\": {\"n\": 1}}"));
        Load.Result lines = Load.of(CLIENTS, 4, random -> http.post("/v1/actions/runs/%s/logs".formatted(run), "{\"message\": \"line %d of some length, as programs write them\"}".formatted(random.nextInt())));
        System.out.printf(Locale.ROOT, "%n| Log, %d clients | lines/s | p95 ms |%n|---|--:|--:|%n| one line a request | %,.0f | %.1f |%n", CLIENTS, lines.perSecond(), lines.percentile(0.95));
    }

    private static String id(String answer) {
        return answer.replaceAll("(?s).*\"id\":\"([a-z]+_[0-9a-f]+)\".*", "$1");
    }

    private record Ended(double requests, double runs, double first50, double first95) {}

    private Ended endToEnd(String action, int count) throws Exception {
        return endToEnd(action, count, CLIENTS);
    }

    private Ended endToEnd(String action, int count, int clients) throws Exception {
        long before = number("select coalesce(max(place), 0) from selfservice.run");
        long begin = System.nanoTime();
        submit(action, count, clients);
        double asked = seconds(begin);
        while (number("select count(*) from selfservice.run where ended_at is not null and place > " + before) < count) {
            Thread.sleep(5);
        }
        double ended = seconds(begin);
        String first = "select 1000 * percentile_cont(%s) within group (order by extract(epoch from begun_at - created_at)) from selfservice.run where place > " + before;
        return new Ended(count / asked, count / ended, number(first.formatted("0.5")), number(first.formatted("0.95")));
    }

    private void submit(String action, int count) throws InterruptedException {
        submit(action, count, CLIENTS);
    }

    private void submit(String action, int count, int most) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            clients.add(Thread.ofPlatform().start(() -> {
                for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                    fairway.http().post("/v1/actions/%s/runs".formatted(action), "{\"properties\": {\"n\": %d}}".formatted(n));
                }
            }));
        }
        for (Thread client : clients) {
            client.join();
        }
    }

    /** The rows that a run writes, in the transactions that it needs, without what decides them. */
    private double sqlRuns() throws Exception {
        try (Statement statement = db.createStatement()) {
            statement.execute("create table if not exists public.bench_run (id text primary key, place bigint generated always as identity, body json, status text, ended_at timestamptz)");
            statement.execute("create table if not exists public.bench_step (id text primary key, run_id text, state text, body json)");
            statement.execute("create table if not exists public.bench_log (id bigint primary key generated always as identity, run_id text, message text)");
            statement.execute("create table if not exists public.bench_task (id text primary key)");
        }
        long begin = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Thread.ofPlatform().start(() -> sqlClient(next)));
        }
        for (Thread client : clients) {
            client.join();
        }
        return runs / seconds(begin);
    }

    private void sqlClient(AtomicInteger next) {
        try (Connection own = connect(); Statement sql = own.createStatement()) {
            own.setAutoCommit(false);
            for (int n = next.getAndIncrement(); n < runs; n = next.getAndIncrement()) {
                String id = "b" + System.nanoTime() + n;
                sql.execute("insert into public.bench_run (id, body, status) values ('%s', '{\"inputs\": {\"n\": 1}, \"facts\": {}, \"verdict\": {}}', 'IN_PROGRESS')".formatted(id));
                sql.execute("insert into public.bench_task values ('%s')".formatted(id));
                own.commit();
                sql.execute("select * from public.bench_run where id = '%s' for update".formatted(id));
                sql.execute("insert into public.bench_step values ('%s', '%s', 'DUE', '{}')".formatted(id, id));
                own.commit();
                sql.execute("update public.bench_step set state = 'ENDED', body = '{\"a\": 1}' where id = '%s'".formatted(id));
                sql.execute("insert into public.bench_log (run_id, message) values ('%s', 'Wrote it')".formatted(id));
                sql.execute("update public.bench_run set status = 'SUCCESS', ended_at = now() where id = '%s'".formatted(id));
                own.commit();
                sql.execute("delete from public.bench_task where id = '%s'".formatted(id));
                own.commit();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Runs that wait are carried out by two nodes, of which one is killed in the middle. */
    private void killOneOfTwo(Path home, int count) throws Exception {
        Map<String, String> shared = Map.of(
                "FAIRWAY_OUTBOUND_ALLOW", "127.0.0.2",
                "FAIRWAY_DATABASE_URL", database.get(0),
                "FAIRWAY_DATABASE_USER", database.get(1),
                "FAIRWAY_DATABASE_PASSWORD", database.get(2),
                "FAIRWAY_SECRET_KEY", java.nio.file.Files.readString(home.resolveSibling("one").resolve("secret.key")).strip());
        Fairway second = Fairway.start(home, freePort(), shared);
        effects.clear();
        long before = number("select coalesce(max(place), 0) from selfservice.run");
        long begin = System.nanoTime();
        submit("webhook", count / 2);
        second.kill();
        submit("webhook", count - count / 2);
        String open = "select count(*) from selfservice.run r left join selfservice.step s on s.id = r.id where r.place > %d and r.ended_at is null and coalesce(s.state, 'DUE') <> 'UNKNOWN'".formatted(before);
        while (number(open) > 0) {
            Thread.sleep(20);
        }
        double took = seconds(begin);
        long done = number("select count(*) from selfservice.run where place > %d and status = 'SUCCESS'".formatted(before));
        long unknown = number("select count(*) from selfservice.run r join selfservice.step s on s.id = r.id where r.place > %d and s.state = 'UNKNOWN'".formatted(before));
        Set<Integer> times = new HashSet<>(effects.values());
        System.out.printf(Locale.ROOT, "%n| Two nodes, one killed | runs | done | a person has to look | lost | effects seen twice | seconds |%n|---|--:|--:|--:|--:|--:|--:|%n| webhook | %,d | %,d | %,d | %,d | %,d | %.0f |%n", count, done, unknown, count - done - unknown, effects.values().stream().filter(n -> n > 1).count(), took);
        if (times.stream().anyMatch(n -> n > 1) || done + unknown != count) {
            throw new IllegalStateException("A run was lost or an effect happened twice");
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private long number(String query) throws SQLException {
        try (Statement statement = db.createStatement(); ResultSet result = statement.executeQuery(query)) {
            result.next();
            return Math.round(result.getDouble(1));
        }
    }
}
