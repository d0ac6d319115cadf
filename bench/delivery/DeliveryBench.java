import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Rendering, releases and Git hosting, beside the programs helm and git doing the same. */
public final class DeliveryBench {

    private static final int PARTS = 10;

    private final Deliveries deliveries;
    private final Path home;
    private final Path chart;
    private final String helm;

    private DeliveryBench(Fairway fairway, Path home) {
        this.deliveries = new Deliveries(fairway.http());
        this.home = home;
        this.chart = Path.of(System.getenv("BENCH_CHART"));
        this.helm = System.getenv("BENCH_HELM");
    }

    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments);
        if (options.contains("--help")) {
            System.out.println("bench/delivery/run [--times 30] [--services 100] [--commits 500]");
            return;
        }
        int times = Trials.option(options, "--times", 30);
        Path home = Path.of(System.getenv("BENCH_HOME"));
        try (Fairway fairway = Fairway.start(home.resolve("one"), Trials.freePort())) {
            DeliveryBench bench = new DeliveryBench(fairway, home);
            System.out.printf("%n| What | times | median ms | p95 ms | by hand median ms | ratio |%n|---|--:|--:|--:|--:|--:|%n");
            bench.one(times);
            bench.git(times, Trials.option(options, "--commits", 500));
            bench.fleet(times, Math.max(PARTS, Trials.option(options, "--services", 100)));
            System.out.printf("%nAfterwards: %s%n", fairway.memory());
        }
    }

    private void one(int times) throws Exception {
        deliveries.http().post("/v1/teams", "{\"name\": \"team-bench\"}");
        deliveries.add("one");
        deliveries.deploy("one", "development", "1.0");
        row("a service rendered, and where each value is from", timed(times, at -> deliveries.get("/v1/deliveries/one/values?environment=development")), helm(times));
        row("a version asked for, judged, rendered and committed", timed(times, at -> deliveries.deploy("one", "development", "1." + (at + 1))), committedByHand(times));
    }

    private void fleet(int times, int services) throws Exception {
        Fleet fleet = new Fleet(deliveries, home, chart, services);
        List<Double> parts = fleet.fill(PARTS);
        row("each of %,d releases, some at a time: the first tenth".formatted(fleet.places()), parts.subList(0, 1), List.of());
        row("each of %,d releases, some at a time: the last tenth".formatted(fleet.places()), parts.subList(PARTS - 1, PARTS), List.of());
        openForCommits("values");
        deliveries.get("/v1/golden-paths/dockerfiles");
        openForCommits("golden-paths");
        try (GitBackend backend = new GitBackend(home)) {
            Fleet.ByHand byHand = fleet.new ByHand(backend, helm);
            String all = "%,d services in %d environments".formatted(services, Fleet.ENVIRONMENTS.size());
            row("a value of one pushed, and released, beside " + all, timed(times, fleet::changeOne), timed(times, byHand::changeOne));
            List<Double> eachByHand = each(byHand.most(), byHand::changeAll);
            row("all looked at, and four released: each of " + all, each(fleet.places(), fleet::lookAtAll), eachByHand);
            row("a value of all pushed, and all released: each of " + all, each(fleet.places(), fleet::changeAll), eachByHand);
            row("the chart changed, and all released: each of " + all, each(fleet.places(), fleet::changeChart), eachByHand);
        }
    }

    private static List<Double> each(int many, Trials.Work all) throws Exception {
        return Trials.timed(1, all).stream().map(time -> time / many).toList();
    }

    private List<Double> helm(int times) throws Exception {
        Path values = Files.writeString(home.resolve("values.json"), """
                {"name": "one", "team": "team-bench", "environment": "development", "image": {"tag": "1.0"}}""");
        Path own = Files.writeString(home.resolve("own.json"), Deliveries.VALUES);
        return timed(times, at -> Programs.run(home, helm, "template", "one", chart.toString(), "-f", own.toString(), "-f", values.toString()));
    }

    /** What a pipeline does that renders by helm and pushes the manifests to a bare repository. */
    private List<Double> committedByHand(int times) throws Exception {
        Path bare = home.resolve("hand.git");
        Path work = home.resolve("hand");
        Programs.run(home, "git", "init", "-q", "--bare", bare.toString());
        try (GitBackend backend = new GitBackend(home)) {
            Programs.run(home, "git", "clone", "-q", backend.address("hand.git"), work.toString());
            return timed(times, at -> {
                Path values = Files.writeString(home.resolve("values.json"), """
                        {"name": "one", "team": "team-bench", "environment": "development", "image": {"tag": "1.%d"}}""".formatted(at + 1));
                String manifests = Programs.run(home, helm, "template", "one", chart.toString(), "-f", home.resolve("own.json").toString(), "-f", values.toString());
                Files.writeString(work.resolve("manifests.yaml"), manifests);
                Programs.run(work, "git", "add", ".");
                Programs.run(work, "git", "-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "-q", "-m", "Release " + at);
                Programs.run(work, "git", "push", "-q", "origin", "HEAD");
            });
        }
    }

    /** Its main branch takes commits without a change request. */
    private void openForCommits(String repository) throws IOException, InterruptedException {
        Http http = deliveries.http();
        HttpRequest request = HttpRequest.newBuilder(URI.create(http.base() + "/v1/repositories/platform/" + repository))
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

    private void git(int times, int commits) throws Exception {
        Path source = home.resolve("source");
        Programs.run(home, "git", "init", "-q", "-b", "main", source.toString());
        Random random = new Random(7);
        for (int at = 0; at < commits; at++) {
            StringBuilder text = new StringBuilder();
            for (int line = 0; line < 100; line++) {
                text.append(Long.toHexString(random.nextLong())).append('\n');
            }
            Files.writeString(source.resolve("file-%d.txt".formatted(at % 100)), text);
            Programs.run(source, "git", "add", ".");
            Programs.run(source, "git", "-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "-q", "-m", "Commit " + at);
        }
        deliveries.http().post("/v1/repositories", "{\"owner\": \"team-bench\", \"name\": \"source\", \"protection\": {\"enabled\": false}}");
        Path bare = home.resolve("source.git");
        Programs.run(home, "git", "init", "-q", "--bare", "-b", "main", bare.toString());
        try (GitBackend backend = new GitBackend(home)) {
            Programs.run(source, "git", "push", "-q", deliveries.address("team-bench/source"), "main");
            Programs.run(source, "git", "push", "-q", backend.address("source.git"), "main");
            row("clone of %,d commits".formatted(commits), cloned(times, deliveries.address("team-bench/source")), cloned(times, backend.address("source.git")));
            row("fetch of nothing new", fetched(times, deliveries.address("team-bench/source")), fetched(times, backend.address("source.git")));
            row("push of one commit", pushed(times, source, deliveries.address("team-bench/source")), pushed(times, source, backend.address("source.git")));
        }
    }

    private List<Double> cloned(int times, String address) throws Exception {
        return timed(times, at -> {
            Path clone = Files.createTempDirectory(home, "clone-");
            Programs.run(home, "git", "clone", "-q", address, clone.toString());
        });
    }

    private List<Double> fetched(int times, String address) throws Exception {
        Path clone = Files.createTempDirectory(home, "fetch-");
        Programs.run(home, "git", "clone", "-q", address, clone.toString());
        return timed(times, at -> Programs.run(clone, "git", "fetch", "-q", "origin"));
    }

    private List<Double> pushed(int times, Path source, String address) throws Exception {
        List<Double> all = new ArrayList<>();
        for (int at = 0; at < times; at++) {
            Programs.run(source, "git", "-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "-q", "--allow-empty", "-m", "More " + at);
            long begin = System.nanoTime();
            Programs.run(source, "git", "push", "-q", "-f", address, "main");
            all.add((System.nanoTime() - begin) / 1e6);
        }
        return all;
    }

    /** The first time is not counted. */
    private static List<Double> timed(int times, Trials.Work work) throws Exception {
        work.run(-1);
        return Trials.timed(times, work);
    }

    private static void row(String what, List<Double> times, List<Double> byHand) {
        double median = Trials.at(times, 0.5);
        String beside = byHand.isEmpty()
                ? "| | |"
                : String.format(Locale.ROOT, "| %,.1f | %.1f |", Trials.at(byHand, 0.5), median / Trials.at(byHand, 0.5));
        System.out.printf(Locale.ROOT, "| %s | %,d | %,.1f | %,.1f %s%n", what, times.size(), median, Trials.at(times, 0.95), beside);
    }
}
