import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Many services, each in every environment. */
final class Fleet {

    static final List<String> ENVIRONMENTS = List.of("development", "staging", "production");

    private static final int AT_ONCE = 4;

    /** To be asked seldom costs the server little beside its work. */
    private static final long PAUSE = 200;

    private static final String VALUES = "platform/values";
    private static final String DEPLOYMENTS = "platform/deployments";
    private static final String GOLDEN_PATHS = "platform/golden-paths";
    private static final String DEFAULTS = "charts/service/values.yaml";

    private final Deliveries deliveries;
    private final Path home;
    private final Path chart;
    private final int services;

    Fleet(Deliveries deliveries, Path home, Path chart, int services) {
        this.chart = chart;
        this.deliveries = deliveries;
        this.home = home;
        this.services = services;
    }

    /** So that they are in the order of their numbers. */
    static String name(int at) {
        return "many-%05d".formatted(at);
    }

    int places() {
        return services * ENVIRONMENTS.size();
    }

    /** @return milliseconds of each release while some are made beside each other, one number for each part of the services */
    List<Double> fill(int parts) throws Exception {
        List<Double> each = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = services * part / parts;
            int to = services * (part + 1) / parts;
            long begin = System.nanoTime();
            fill(from, to);
            each.add((System.nanoTime() - begin) / 1e6 / (to - from) / ENVIRONMENTS.size());
        }
        return each;
    }

    private void fill(int from, int to) throws Exception {
        AtomicInteger next = new AtomicInteger(from);
        Callable<Void> one = () -> {
            for (int at = next.getAndIncrement(); at < to; at = next.getAndIncrement()) {
                deliveries.add(name(at));
                List<String> runs = new ArrayList<>();
                for (String environment : ENVIRONMENTS) {
                    runs.add(deliveries.ask(name(at), environment, "1.0"));
                }
                for (String run : runs) {
                    deliveries.await(run, PAUSE);
                }
            }
            return null;
        };
        try (ExecutorService some = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Void> client : some.invokeAll(Collections.nCopies(AT_ONCE, one))) {
                client.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** A value of one service. */
    void changeOne(int at) throws InterruptedException {
        String service = name(0);
        int before = deliveries.number(service, "development");
        deliveries.write(VALUES, "services/%s/development/values.yaml".formatted(service), "replicas: %d\n".formatted(at + 4));
        deliveries.awaitRelease(service, "development", before);
    }

    /** All are looked at, as the organisation's values are others, and four are others: the last of each quarter. */
    void lookAtAll(int at) throws InterruptedException {
        List<Integer> before = new ArrayList<>();
        List<String> files = new ArrayList<>(List.of("organisation/values.yaml", "# Looked at %d times\n".formatted(at + 2)));
        for (String service : quarters()) {
            before.add(deliveries.number(service, "staging"));
            files.add("services/%s/staging/values.yaml".formatted(service));
            files.add("replicas: %d\n".formatted(at + 4));
        }
        deliveries.write(VALUES, files.toArray(String[]::new));
        for (int quarter = 0; quarter < before.size(); quarter++) {
            deliveries.awaitRelease(quarters().get(quarter), "staging", before.get(quarter));
        }
    }

    private List<String> quarters() {
        return List.of(name(services / 4 - 1), name(services / 2 - 1), name(services * 3 / 4 - 1), name(services - 1));
    }

    /** A value of all services: the manifests of each are others. */
    void changeAll(int at) throws IOException, InterruptedException {
        String word = "CHANGE_" + (at + 2);
        deliveries.write(VALUES, "organisation/values.yaml", "env: {%s: \"1\"}\n".formatted(word));
        awaitEverywhere(word);
    }

    /** A default of the chart: it is committed to the golden paths, and the values name that commit. */
    void changeChart(int at) throws IOException, InterruptedException {
        String word = "CHART_" + (at + 2);
        deliveries.write(GOLDEN_PATHS, DEFAULTS, Files.readString(chart.resolve("values.yaml")) + "env: {%s: \"1\"}\n".formatted(word));
        deliveries.write(VALUES, "organisation/chart.yaml", "commit: \"%s\"\n".formatted(deliveries.newest(GOLDEN_PATHS)));
        awaitEverywhere(word);
    }

    private void awaitEverywhere(String word) throws IOException, InterruptedException {
        Path clone = home.resolve("deployments");
        if (!Files.exists(clone)) {
            Programs.run(home, "git", "clone", "-q", deliveries.address(DEPLOYMENTS), clone.toString());
        }
        while (count(clone, word) < places()) {
            Thread.sleep(500);
        }
    }

    /** How many of its manifests have a word in the newest commit. */
    private static int count(Path clone, String word) throws IOException, InterruptedException {
        Programs.run(clone, "git", "pull", "-q");
        String counted = Programs.run(clone, "bash", "-c", "grep -rl %s %s --include=manifests.yaml | grep -c many- || true"
                .formatted(word, String.join(" ", ENVIRONMENTS)));
        return Integer.parseInt(counted.strip());
    }

    /**
     * The same by helm and git: the values in one repository, the manifests in another, both behind {@code git http-backend}. Where all
     * are rendered, some stand for them.
     */
    final class ByHand {

        private static final int MOST_RENDERED = 200;

        private final String helm;
        private final Path values;
        private final Path deployments;
        private int version;

        ByHand(GitBackend backend, String helm) throws IOException, InterruptedException {
            this.helm = helm;
            this.values = begun(backend, "hand-values");
            this.deployments = begun(backend, "hand-deployments");
            write(values.resolve("organisation/values.yaml"), "{}\n");
            for (int at = 0; at < services; at++) {
                write(values.resolve("services/%s/values.json".formatted(name(at))), Deliveries.VALUES);
                for (String environment : ENVIRONMENTS) {
                    write(values.resolve("services/%s/%s/values.yaml".formatted(name(at), environment)), "replicas: 2\n");
                    write(deployments.resolve("%s/%s/manifests.yaml".formatted(environment, name(at))), name(at) + "\n");
                }
            }
            push(values, "Begin");
            push(deployments, "Begin");
        }

        private Path begun(GitBackend backend, String name) throws IOException, InterruptedException {
            Path work = home.resolve(name);
            Programs.run(home, "git", "init", "-q", "--bare", "-b", "main", home.resolve(name + ".git").toString());
            Programs.run(home, "git", "clone", "-q", backend.address(name + ".git"), work.toString());
            return work;
        }

        private static void write(Path file, String text) throws IOException {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }

        private void push(Path work, String message) throws IOException, InterruptedException {
            Programs.run(work, "git", "add", "-A");
            Programs.run(work, "git", "-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "-q", "-m", message);
            Programs.run(work, "git", "push", "-q", "origin", "HEAD:main");
        }

        int most() {
            return Math.min(places(), MOST_RENDERED);
        }

        void changeOne(int at) throws IOException, InterruptedException {
            write(values.resolve("services/%s/development/values.yaml".formatted(name(0))), "replicas: %d\n".formatted(at + 4));
            release(1);
        }

        /** A value of all. It makes no difference whether it changes their manifests: they are rendered to see that. */
        void changeAll(int at) throws IOException, InterruptedException {
            write(values.resolve("organisation/values.yaml"), "env: {CHANGE_%d: \"1\"}\n".formatted(++version));
            release(most());
        }

        /** Two are rendered at a time. */
        private void release(int some) throws IOException, InterruptedException {
            push(values, "Change them");
            StringBuilder slots = new StringBuilder();
            for (int at = 0; at < some; at++) {
                slots.append(name(at / ENVIRONMENTS.size())).append(' ').append(ENVIRONMENTS.get(at % ENVIRONMENTS.size())).append('\n');
            }
            Files.writeString(home.resolve("slots"), slots);
            String layers = "-f '%1$s/organisation/values.yaml' -f '%1$s/services/'$0/values.json -f '%1$s/services/'$0/$1/values.yaml"
                    .formatted(values);
            String own = "name=$0,team=team-bench,environment=$1,image.tag=1.0,image.digest=" + Deliveries.DIGEST;
            Files.writeString(
                    home.resolve("one.sh"),
                    "'%s' template $0 '%s' %s --set %s > '%s/'$1/$0/manifests.yaml".formatted(helm, chart, layers, own, deployments));
            Programs.run(home, "bash", "-c", "xargs -P 2 -L 1 bash -c \"$(cat one.sh)\" < slots");
            push(deployments, "Release them");
        }
    }
}
