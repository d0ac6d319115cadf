import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rendering, releases and Git hosting, beside the programs helm and git doing the same. */
public final class DeliveryBench {

    private static final String VALUES = """
            {"kind": "service", "image": {"repository": "registry.example.com/bench/service"}, "port": 8080,
             "health": {"path": "/health"}, "cpu": "100m", "memory": "128Mi"}""";

    private final Http http;
    private final Path home;
    private final Path chart;
    private final String helm;

    private DeliveryBench(Fairway fairway, Path home) {
        this.http = fairway.http();
        this.home = home;
        this.chart = Path.of(System.getenv("BENCH_CHART"));
        this.helm = System.getenv("BENCH_HELM");
    }

    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments);
        if (options.contains("--help")) {
            System.out.println("bench/delivery/run [--times 30] [--services 200] [--commits 500]");
            return;
        }
        int times = Trials.option(options, "--times", 30);
        Path home = Path.of(System.getenv("BENCH_HOME"));
        try (Fairway fairway = Fairway.start(home.resolve("one"), Trials.freePort())) {
            DeliveryBench bench = new DeliveryBench(fairway, home);
            System.out.printf("%n| What | times | median ms | p95 ms | by hand median ms | ratio |%n|---|--:|--:|--:|--:|--:|%n");
            bench.services(times, Trials.option(options, "--services", 200));
            bench.git(fairway, times, Trials.option(options, "--commits", 500));
        }
    }

    private void services(int times, int services) throws Exception {
        http.post("/v1/teams", "{\"name\": \"team-bench\"}");
        service("one");
        deploy("one", "development", "1.0");
        row("a service rendered, and where each value is from", timed(times, at -> get("/v1/deliveries/one/values?environment=development")), helm(times));
        row("a version asked for, judged, rendered and committed", timed(times, at -> deploy("one", "development", "1." + (at + 1))), committedByHand(times));
        for (int at = 0; at < services; at++) {
            service("many-" + at);
            for (String environment : List.of("development", "staging")) {
                deploy("many-" + at, environment, "1.0");
            }
        }
        openValues();
        row("a value of one service, pushed and released, beside %,d others".formatted(2 * services), timed(times, at -> changeOne(at)), List.of());
        row("a value of all, pushed and released: each of %,d".formatted(2 * services + 1), List.of(changeAll(2 * services + 1)), List.of());
    }

    private void service(String name) {
        http.post("/v1/deliveries", "{\"name\": \"%s\", \"team\": \"team-bench\", \"values\": %s}".formatted(name, VALUES));
    }

    private void deploy(String service, String environment, String tag) {
        String asked = http.post("/v1/actions/deploy_service/runs", """
                {"properties": {"service": "%s", "environment": "%s", "tag": "%s"}}""".formatted(service, environment, tag));
        String run = "/v1/actions/runs/" + part(asked, "\"id\":\"(r_[0-9a-f]+)\"");
        while (!get(run).contains("\"status\":\"SUCCESS\"")) {
            Thread.onSpinWait();
        }
    }

    private List<Double> helm(int times) throws Exception {
        Path values = Files.writeString(home.resolve("values.json"), """
                {"name": "one", "team": "team-bench", "environment": "development", "image": {"tag": "1.0"}}""");
        Path own = Files.writeString(home.resolve("own.json"), VALUES);
        return timed(times, at -> run(home, helm, "template", "one", chart.toString(), "-f", own.toString(), "-f", values.toString()));
    }

    /** What a pipeline does that renders by helm and pushes the manifests to a bare repository. */
    private List<Double> committedByHand(int times) throws Exception {
        Path bare = home.resolve("hand.git");
        Path work = home.resolve("hand");
        run(home, "git", "init", "-q", "--bare", bare.toString());
        try (GitBackend backend = new GitBackend(home)) {
            run(home, "git", "clone", "-q", backend.address("hand.git"), work.toString());
            return timed(times, at -> {
                Path values = Files.writeString(home.resolve("values.json"), """
                        {"name": "one", "team": "team-bench", "environment": "development", "image": {"tag": "1.%d"}}""".formatted(at + 1));
                String manifests = run(home, helm, "template", "one", chart.toString(), "-f", home.resolve("own.json").toString(), "-f", values.toString());
                Files.writeString(work.resolve("manifests.yaml"), manifests);
                run(work, "git", "add", ".");
                run(work, "git", "-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "-q", "-m", "Release " + at);
                run(work, "git", "push", "-q", "origin", "HEAD");
            });
        }
    }

    /** Its main branch takes commits without a change request. */
    private void openValues() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(http.base() + "/v1/repositories/platform/values"))
                .header("Authorization", "Bearer " + http.token())
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"protection\": {\"enabled\": false}}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
        }
    }

    private void changeOne(int at) {
        int before = number("many-0", "development");
        http.post("/v1/repositories/platform/values/commits", """
                {"branch": "main", "message": "Change one", "files": [{"path": "services/many-0/development/values.yaml", "content": "replicas: %d\\n"}]}""".formatted(at + 4));
        while (number("many-0", "development") == before) {
            Thread.onSpinWait();
        }
    }

    /** @return milliseconds for each */
    private double changeAll(int services) throws InterruptedException {
        long begin = System.nanoTime();
        http.post("/v1/repositories/platform/values/commits", """
                {"branch": "main", "message": "Change all", "files": [{"path": "organisation/values.yaml", "content": "env: {BENCH: \\"1\\"}\\n"}]}""");
        while (count("BENCH") < services) {
            Thread.sleep(200);
        }
        return (System.nanoTime() - begin) / 1e6 / services;
    }

    /** How many manifests in platform/deployments have a word. */
    private int count(String word) throws InterruptedException {
        Path clone = home.resolve("deployments");
        try {
            if (!Files.exists(clone)) {
                run(home, "git", "clone", "-q", address("platform/deployments"), clone.toString());
            }
            run(clone, "git", "pull", "-q");
            return run(clone, "bash", "-c", "grep -rl %s . --include=manifests.yaml | wc -l".formatted(word)).strip().transform(Integer::parseInt);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private int number(String service, String environment) {
        String newest = get("/v1/deliveries/%s/releases?environment=%s&limit=1".formatted(service, environment));
        return Integer.parseInt(part(newest, "\"number\":(\\d+)"));
    }

    private void git(Fairway fairway, int times, int commits) throws Exception {
        Path source = home.resolve("source");
        run(home, "git", "init", "-q", "-b", "main", source.toString());
        Random random = new Random(7);
        for (int at = 0; at < commits; at++) {
            StringBuilder text = new StringBuilder();
            for (int line = 0; line < 100; line++) {
                text.append(Long.toHexString(random.nextLong())).append('\n');
            }
            Files.writeString(source.resolve("file-%d.txt".formatted(at % 100)), text);
            run(source, "git", "add", ".");
            run(source, "git", "-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "-q", "-m", "Commit " + at);
        }
        http.post("/v1/repositories", "{\"owner\": \"team-bench\", \"name\": \"source\", \"protection\": {\"enabled\": false}}");
        Path bare = home.resolve("source.git");
        run(home, "git", "init", "-q", "--bare", "-b", "main", bare.toString());
        try (GitBackend backend = new GitBackend(home)) {
            run(source, "git", "push", "-q", address("team-bench/source"), "main");
            run(source, "git", "push", "-q", backend.address("source.git"), "main");
            row("clone of %,d commits".formatted(commits), cloned(times, address("team-bench/source")), cloned(times, backend.address("source.git")));
            row("fetch of nothing new", fetched(times, address("team-bench/source")), fetched(times, backend.address("source.git")));
            row("push of one commit", pushed(times, source, address("team-bench/source")), pushed(times, source, backend.address("source.git")));
        }
    }

    private List<Double> cloned(int times, String address) throws Exception {
        return timed(times, at -> {
            Path clone = Files.createTempDirectory(home, "clone-");
            run(home, "git", "clone", "-q", address, clone.toString());
        });
    }

    private List<Double> fetched(int times, String address) throws Exception {
        Path clone = Files.createTempDirectory(home, "fetch-");
        run(home, "git", "clone", "-q", address, clone.toString());
        return timed(times, at -> run(clone, "git", "fetch", "-q", "origin"));
    }

    private List<Double> pushed(int times, Path source, String address) throws Exception {
        List<Double> all = new ArrayList<>();
        for (int at = 0; at < times; at++) {
            run(source, "git", "-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "-q", "--allow-empty", "-m", "More " + at);
            long begin = System.nanoTime();
            run(source, "git", "push", "-q", "-f", address, "main");
            all.add((System.nanoTime() - begin) / 1e6);
        }
        return all;
    }

    private String address(String repository) {
        URI base = URI.create(http.base());
        return "http://%s:%s@%s:%d/git/%s.git".formatted(Fairway.CLIENT, Fairway.SECRET, base.getHost(), base.getPort(), repository);
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command[0] + " " + command[1] + ": " + said);
        }
        return said;
    }

    private String get(String path) {
        return new String(http.call("GET", path, null), StandardCharsets.UTF_8);
    }

    private static String part(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    /** The first time is not counted. */
    private static List<Double> timed(int times, Trials.Work work) throws Exception {
        work.run(-1);
        return Trials.timed(times, work);
    }

    private static void row(String what, List<Double> times, List<Double> byHand) {
        double median = Trials.at(times, 0.5);
        String beside = byHand.isEmpty()
                ? "| |"
                : String.format(Locale.ROOT, "| %,.1f | %.1f |", Trials.at(byHand, 0.5), median / Trials.at(byHand, 0.5));
        System.out.printf(Locale.ROOT, "| %s | %,d | %,.1f | %,.1f %s%n", what, times.size(), median, Trials.at(times, 0.95), beside);
    }
}
