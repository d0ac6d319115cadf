package dev.fairway.cli;

import dev.fairway.shared.Json;
import dev.fairway.shared.Sha256;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "test",
        description = {
            "Tests the clone that you are in, in a container beside the databases, caches and brokers that it needs.",
            "Ends with 1 when the test fails. Nothing in the clone is changed."
        })
final class TestHere extends Subcommand implements Callable<Integer> {

    private static final String WRITTEN = ".fairway/compose.yaml";
    private static final List<String> SAID =
            List.of(".fairway/golden-path.yaml", ".fairway/test.yaml", ".fairway/pipeline.yaml");
    private static final int MOST_FILES = 1_000;
    private static final long LONGEST_FILE = 1_000_000;
    private static final int LONGEST_LOG = 200_000;

    @Option(names = "--folder", description = "In the clone, instead of where you are.")
    private Path folder = Path.of("");

    @Option(names = "--engine", paramLabel = "docker|podman", description = "Which one, where there are both.")
    private @Nullable String engine;

    @Option(
            names = "--repository",
            paramLabel = "OWNER/NAME|HOST:PATH",
            description = "Which it is in Fairway, where the clone is of somewhere else.")
    private @Nullable String repository;

    @Option(
            names = "--write",
            description = "Only writes " + WRITTEN + ", which is taken from then on, without asking Fairway.")
    private boolean writes;

    @Option(
            names = "--report",
            arity = "0..1",
            fallbackValue = "local",
            paramLabel = "NAME",
            description = "Reports the result for the commit, under this name or as \"local\".")
    private @Nullable String report;

    @Override
    public Integer call() {
        if (engine != null && !List.of("docker", "podman").contains(engine)) {
            throw new CliFailure("--engine is docker or podman, not \"%s\"".formatted(engine));
        }
        Map<String, String> environment = signedIn().environment();
        Checkout checkout = Checkout.around(new Child(environment, folder.toAbsolutePath()));
        if (writes) {
            return write(checkout);
        }
        String commit = report == null ? "" : checkout.commit();
        Map<String, String> all = new HashMap<>(environment);
        all.put("FAIRWAY_SOURCE", checkout.root().toString());
        Child child = new Child(all, checkout.root());
        Engine found = Engine.find(child, engine);
        String text = compose(checkout);
        Path home = temporary();
        try {
            Path file = Files.writeString(home.resolve("compose.yaml"), text);
            Composed composed = new Composed(found, child, file, text, project(checkout));
            return test(composed, checkout, commit, home);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            remove(home);
        }
    }

    private int write(Checkout checkout) {
        try {
            Path file = checkout.root().resolve(WRITTEN);
            Files.createDirectories(file.getParent());
            Files.writeString(file, asked(checkout));
            out().println("%s is written; commit it, or take it away to ask Fairway again".formatted(WRITTEN));
            return ExitCode.OK;
        } catch (IOException failure) {
            throw new CliFailure("%s cannot be written".formatted(WRITTEN), failure);
        }
    }

    private String compose(Checkout checkout) {
        Path written = checkout.root().resolve(WRITTEN);
        if (Files.exists(written)) {
            out().println("By %s, as it is in the clone".formatted(WRITTEN));
            return ReportTests.text(written);
        }
        return asked(checkout);
    }

    /** As Fairway makes it, of what the clone says now. */
    private String asked(Checkout checkout) {
        ObjectNode body = Json.object();
        ObjectNode files = body.putObject("files");
        SAID.stream()
                .filter(path -> Files.isRegularFile(checkout.root().resolve(path)))
                .forEach(
                        path -> files.put(path, ReportTests.text(checkout.root().resolve(path))));
        Server server = server();
        return server.post(RepositoryPath.of(server, name(server, checkout)) + "/golden-path/compose", body)
                .path("compose")
                .asString("");
    }

    private String name(Server server, Checkout checkout) {
        return repository != null
                ? repository
                : checkout.repository()
                        .or(() -> checkout.outside(server.get("/v1/git-hosts").path("hosts")))
                        .orElseThrow(
                                () -> new CliFailure(
                                        "No remote of the clone says which repository of Fairway it is; name it with --repository"));
    }

    /** The same for a clone each time, so that what a run left behind is found. */
    private static String project(Checkout checkout) {
        return "fairway-test-" + Sha256.hex(checkout.root().toString()).substring(0, 12);
    }

    private int test(Composed composed, Checkout checkout, String commit, Path home) throws IOException {
        PrintWriter out = out();
        Thread ending = new Thread(composed::end);
        Runtime.getRuntime().addShutdownHook(ending);
        StringBuilder log = new StringBuilder();
        List<Path> results;
        int code;
        try {
            composed.begin(out::println);
            code = composed.test(line -> {
                out.println(line);
                out.flush();
                keep(log, line);
            });
            Path folderOfResults = Files.createDirectories(home.resolve("results"));
            composed.takeResults(folderOfResults);
            results = results(folderOfResults);
        } finally {
            composed.end();
            forget(ending);
        }
        Counted counted = Counted.of(results);
        out.println(
                counted.tests() > 0
                        ? counted.summary()
                        : "The test ended with %d and left no file with results".formatted(code));
        counted.failures().stream().limit(20).forEach(failure -> out.println("Failed: " + failure));
        if (report != null) {
            report(checkout, commit, results, counted, code, log.toString());
        }
        return code == 0 && counted.failures().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static void keep(StringBuilder log, String line) {
        log.append(line).append('\n');
        if (log.length() > 2 * LONGEST_LOG) {
            log.delete(0, log.length() - LONGEST_LOG);
        }
    }

    private static void forget(Thread ending) {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException interrupted) {
            throw new CliFailure("Stopped", interrupted);
        }
    }

    private static List<Path> results(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toFile().length() <= LONGEST_FILE)
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        }
    }

    /** Where the tests count nothing themselves, the command is the one test. */
    private void report(Checkout checkout, String commit, List<Path> results, Counted counted, int code, String log) {
        List<String> files =
                new ArrayList<>(results.stream().map(ReportTests::text).toList());
        if (counted.tests() == 0 || code != 0 && counted.failures().isEmpty()) {
            String failure = code == 0 ? "" : "<failure message='It ended with %d'/>".formatted(code);
            files.add("<testsuite><testcase name='fairway test'>%s</testcase></testsuite>".formatted(failure));
        }
        Server server = server();
        ReportTests.send(
                server,
                new ReportTests.Target(name(server, checkout), commit, String.valueOf(report)),
                Json.object(),
                files,
                log);
        out().println("Reported for %s as %s".formatted(commit.substring(0, 12), report));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("fairway-test");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void remove(Path home) {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
