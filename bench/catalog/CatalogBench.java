import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fills a fresh installation through the API and measures every question with every number of clients. */
final class CatalogBench {

    private static final String HELP = """
            bench/catalog/run [--entities 100000,1000000] [--clients 1,8,32] [--seconds 5] [--only part-of-a-row's-name]
            """;
    private static final String BUSY =
            "select 1 from pg_stat_activity where state = 'active' and query ~* '^(create index|analyze|insert into catalog.tally)'";
    private static final JsonMapper JSON = new JsonMapper();

    private record Wanted(List<Integer> entities, List<Integer> clients, double seconds, String only) {}

    private record Figure(Row row, int clients, Load.Result product, Load.Result sql) {}

    private CatalogBench() {}

    public static void main(String[] arguments) throws IOException {
        Wanted wanted = wanted(arguments);
        for (int entities : wanted.entities()) {
            measure(entities, wanted);
        }
    }

    private static Wanted wanted(String[] arguments) {
        Wanted wanted = new Wanted(List.of(100_000, 1_000_000), List.of(1, 8, 32), 5, "");
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            wanted = switch (arguments[i]) {
                case "--entities" -> new Wanted(numbers(value), wanted.clients(), wanted.seconds(), wanted.only());
                case "--clients" -> new Wanted(wanted.entities(), numbers(value), wanted.seconds(), wanted.only());
                case "--seconds" -> new Wanted(wanted.entities(), wanted.clients(), Double.parseDouble(value), wanted.only());
                case "--only" -> new Wanted(wanted.entities(), wanted.clients(), wanted.seconds(), value);
                default -> throw new IllegalArgumentException(HELP);
            };
        }
        return wanted;
    }

    private static List<Integer> numbers(String list) {
        return Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
    }

    private static void measure(int entities, Wanted wanted) throws IOException {
        Shop shop = new Shop(entities);
        Path home = Path.of(System.getenv("BENCH_HOME")).resolve("data-" + entities);
        long begin = System.nanoTime();
        try (Fairway fairway = Fairway.start(home, freePort())) {
            say("%n## %,d entities%n", entities);
            say("First start with an empty folder: ready after %.1f s, %s", since(begin), fairway.memory());
            List<String> database = fairway.database();
            int port = freePort();
            Process baseline = baseline(port, database);
            Http sql = new Http("http://127.0.0.1:" + port, "");
            try {
                awaitAnswer(sql);
                fill(fairway.http(), shop);
                measureAll(fairway, sql, shop, wanted);
                say("Resident at the end: %s", fairway.memory());
            } finally {
                baseline.destroy();
            }
        }
    }

    private static void measureAll(Fairway fairway, Http sql, Shop shop, Wanted wanted) throws IOException {
        List<Row> rows = new Rows(shop)
                .all().stream().filter(row -> row.name().contains(wanted.only())).toList();
        Http product = fairway.http();
        settle(fairway, rows);
        List<Figure> figures = new ArrayList<>();
        heading();
        for (int clients : wanted.clients()) {
            for (Row row : rows) {
                Load.Result ours = Load.of(clients, wanted.seconds(), random -> row.product().accept(product, random));
                Load.Result theirs = Load.of(clients, wanted.seconds(), random -> row.sql().accept(sql, random));
                Figure figure = new Figure(row, clients, ours, theirs);
                figures.add(figure);
                print(figure);
            }
        }
        ahead(figures);
        if (wanted.only().isEmpty()) {
            export(product, sql);
            visible(product, shop);
            bulk(product, sql, shop, wanted.clients());
        }
    }

    private static Process baseline(int port, List<String> database) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dsun.net.httpserver.nodelay=true",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-Dlogback.configurationFile=none",
                "-cp",
                System.getProperty("java.class.path"),
                Path.of(System.getenv("BENCH_FOLDER")).resolve("Baseline.java").toString(),
                String.valueOf(port)));
        command.addAll(database);
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static void awaitAnswer(Http sql) {
        for (int attempt = 0; attempt < 600; attempt++) {
            try {
                sql.call("POST", "/", "");
                return;
            } catch (IllegalStateException notYet) {
                try {
                    Thread.sleep(50);
                } catch (InterruptedException interruption) {
                    throw new IllegalStateException(interruption);
                }
            }
        }
        throw new IllegalStateException("The baseline does not start");
    }

    private static void fill(Http product, Shop shop) {
        Set<String> known = new HashSet<>();
        for (JsonNode blueprint : JSON.readTree(Shop.blueprints())) {
            String identifier = blueprint.get("identifier").stringValue();
            boolean isNew = known.add(identifier);
            product.call(
                    isNew ? "POST" : "PUT", "/v1/blueprints" + (isNew ? "" : "/" + identifier), blueprint.toString());
        }
        product.post("/v1/blueprints/domain/entities/bulk?upsert=true", shop.domainEntities());
        shop.systemEntities().forEach(batch -> product.post("/v1/blueprints/system/entities/bulk?upsert=true", batch));
        long begin = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        Thread[] clients = new Thread[2];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = Thread.ofPlatform().start(() -> {
                for (int from = next.getAndAdd(1000); from < shop.components(); from = next.getAndAdd(1000)) {
                    createBatch(product, shop, from);
                }
            });
        }
        join(clients);
        say("Loaded by bulk upserts of 1,000 from 2 clients: %,.0f entities/s (leader: 99)", shop.components() / since(begin));
    }

    private static void createBatch(Http product, Shop shop, int from) {
        String body = shop.componentEntities(from, Math.min(from + 1000, shop.components()));
        String answer = product.post(
                "/v1/blueprints/component/entities/bulk?upsert=true&create_missing_related_entities=true", body);
        if (!answer.contains("\"errors\":[]")) {
            throw new IllegalStateException(answer.substring(0, Math.min(2000, answer.length())));
        }
    }

    /** Asks everything a few times and waits until the indexes that this calls for are there. */
    private static void settle(Fairway fairway, List<Row> rows) throws IOException {
        long begin = System.nanoTime();
        for (int round = 0; round < 30; round++) {
            for (Row row : rows) {
                if (since(begin) < 20 || round < 5) {
                    row.product().accept(fairway.http(), new Random(round));
                }
            }
        }
        List<String> database = fairway.database();
        try (Connection connection = DriverManager.getConnection(database.get(0), database.get(1), database.get(2));
                Statement statement = connection.createStatement()) {
            int quiet = 0;
            while (quiet < 20) {
                Thread.sleep(100);
                try (ResultSet busy = statement.executeQuery(BUSY)) {
                    quiet = busy.next() ? 0 : quiet + 1;
                }
            }
        } catch (SQLException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
        for (Row row : rows) {
            Load.of(8, 4, random -> row.product().accept(fairway.http(), random));
        }
        say("Every question asked, indexes made for them and code compiled, within %.1f s%n", since(begin));
    }

    private static void heading() {
        say("| Row | Clients | p50 ms | p95 ms | p99 ms | req/s | SQL p50 | SQL p95 | SQL p99 | SQL req/s | p95 / SQL | against leader |");
        say("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    }

    private static void print(Figure figure) {
        Load.Result ours = figure.product();
        Load.Result theirs = figure.sql();
        double leader = figure.row().leader();
        say(
                "| %s | %d | %.2f | %.2f | %.2f | %,.0f | %.2f | %.2f | %.2f | %,.0f | %.1f | %s |",
                figure.row().name(),
                figure.clients(),
                ours.percentile(0.5),
                ours.percentile(0.95),
                ours.percentile(0.99),
                ours.perSecond(),
                theirs.percentile(0.5),
                theirs.percentile(0.95),
                theirs.percentile(0.99),
                theirs.perSecond(),
                ours.percentile(0.95) / theirs.percentile(0.95),
                leader == 0 ? "-" : "%.1fx".formatted(ours.perSecond() / leader));
    }

    private static void ahead(List<Figure> figures) {
        int most = figures.stream().mapToInt(Figure::clients).max().orElse(0);
        double mean = Math.exp(figures.stream()
                .filter(figure -> figure.clients() == most && figure.row().leader() > 0)
                .mapToDouble(figure -> Math.log(figure.product().perSecond() / figure.row().leader()))
                .average()
                .orElse(Double.NaN));
        say("%nAgainst the leader with %d clients: %.1fx in the geometric mean%n", most, mean);
    }

    private static void export(Http product, Http sql) {
        long begin = System.nanoTime();
        int pages = 0;
        String from = null;
        do {
            String body = from == null ? "{\"limit\": 1000}" : "{\"limit\": 1000, \"from\": \"%s\"}".formatted(from);
            String answer = product.post("/v1/blueprints/component/entities/top-search", body);
            from = answer.replaceFirst("(?s).*\"next\":(null|\"([^\"]*)\").*", "$2");
            pages++;
        } while (!from.isEmpty());
        double ours = since(begin);
        begin = System.nanoTime();
        String last = "0";
        while (!last.isEmpty()) {
            String answer = sql.post("/export", last);
            last = answer.substring(answer.lastIndexOf('|') + 1).replace("[]", "");
        }
        say("Full export by cursor, %,d pages of 1,000: %.1f s; SQL %.1f s", pages, ours, since(begin));
    }

    /** Milliseconds from sending an upsert until a search and the aggregation of its system show it. */
    private static void visible(Http product, Shop shop) {
        long[] times = new long[50];
        for (int i = 0; i < times.length; i++) {
            String contact = "visible-" + i + "@example.com";
            String body = Shop.bulk(JSON.createArrayNode().add(shop.componentEntity(i)));
            String single = body.substring(body.indexOf('[') + 1, body.lastIndexOf(']'))
                    .replaceFirst("[a-z]+@example.com", contact);
            String wanted = "{\"query\": {\"combinator\": \"and\", \"rules\": [{\"property\": \"contact\","
                    + " \"operator\": \"=\", \"value\": \"" + contact + "\"}]}}";
            String system = shop.componentEntity(i).at("/relations/system").stringValue();
            long begin = System.nanoTime();
            product.post("/v1/blueprints/component/entities?upsert=true", single);
            while (!product.post("/v1/blueprints/component/entities/search", wanted).contains(contact)) {
                Thread.onSpinWait();
            }
            product.call("GET", "/v1/blueprints/system/entities/" + system, null);
            times[i] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        Load.Result result = new Load.Result(times, 1);
        say("One upsert until a search and an aggregation show it: p50 %.1f ms, p95 %.1f ms (leader: 870 ms)",
                result.percentile(0.5), result.percentile(0.95));
    }

    /** Updates in batches of 1,000, every second value new, beside the same batches made by one SQL statement. */
    private static void bulk(Http product, Http sql, Shop shop, List<Integer> clients) {
        for (int count : clients) {
            AtomicInteger next = new AtomicInteger(shop.components());
            Load.Result ours = Load.of(count, 5, random -> {
                int from = next.getAndAdd(1000);
                product.post("/v1/blueprints/component/entities/bulk?upsert=true", another(shop, from));
            });
            AtomicInteger other = new AtomicInteger(shop.components());
            Load.Result theirs = Load.of(count, 5, random -> sql.post("/bulk", another(shop, other.getAndAdd(1000))));
            say("Bulk upsert of 1,000, %d clients: %,.0f entities/s; SQL %,.0f entities/s", count, ours.perSecond() * 1000,
                    theirs.perSecond() * 1000);
        }
    }

    private static String another(Shop shop, int from) {
        return shop.componentEntities(from, from + 1000).replaceAll("\"dependsOn\":\\[[^]]*]", "\"dependsOn\":[]");
    }

    private static void join(Thread[] threads) {
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interruption) {
                throw new IllegalStateException(interruption);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
