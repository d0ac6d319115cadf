package dev.fairway.resources.tofu;

import dev.fairway.resources.tofu.Call.End;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A folder in which OpenTofu works on one module, for whoever runs Fairway alone. What the module is given is in files there
 * and in the environment, never in an argument. It is gone afterwards, unless something is still going on in it, or a state is
 * left that could not be kept.
 */
final class Workplace implements AutoCloseable {

    static final String LEFT_STATE = "errored.tfstate";

    private static final Duration LONGEST_LOOK = Duration.ofMinutes(5);
    private static final String DATA = ".terraform";
    private static final String PLAN = "plan";
    private static final String QUIET = "-no-color";
    private static final String JSON = "-json";
    private static final String UNASKED = "-input=false";

    private final Path folder;
    private final String program;
    private final Map<String, String> environment;
    private final Duration timeout;
    private final Stars stars;
    private final Runnable free;
    private final List<Call> calls = new ArrayList<>();

    /**
     * @param environment all of it
     * @param stars hide what is secret in all that is said
     * @param free is run when it is gone
     */
    Workplace(
            Path folder,
            String program,
            Map<String, String> environment,
            Duration timeout,
            Stars stars,
            Runnable free) {
        this.folder = folder;
        this.program = program;
        this.environment = environment;
        this.timeout = timeout;
        this.stars = stars;
        this.free = free;
    }

    void write(String file, String content) {
        try {
            Files.writeString(folder.resolve(file), content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Makes the module ready, with its providers. */
    void init(String... more) {
        follow(said -> {}, arguments(List.of("init", UNASKED, QUIET, JSON), more));
    }

    /** Works with this state from now on. It is there. */
    void select(String state) {
        try {
            Files.createDirectories(folder.resolve(DATA));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        write(DATA + "/environment", state);
    }

    /** Makes an empty state, and works with it from now on. */
    void begin(String state) {
        follow(said -> {}, List.of("workspace", "new", QUIET, state));
    }

    /** What would be done. Changes nothing. */
    Planned plan(String... more) {
        follow(said -> {}, arguments(List.of("plan", UNASKED, QUIET, JSON, "-out=" + PLAN), more));
        Planned planned = new Planned((ObjectNode) answer("show", JSON, QUIET, PLAN));
        planned.hide(stars);
        return planned;
    }

    /** Does what was planned. @param log takes each step */
    void applyPlan(Consumer<String> log, String... more) {
        List<String> arguments = new ArrayList<>(arguments(List.of("apply", UNASKED, QUIET, JSON), more));
        arguments.add(PLAN);
        follow(log, arguments, timeout);
    }

    /** By name {@code {value, sensitive}}. */
    ObjectNode outputs() {
        ObjectNode outputs = (ObjectNode) answer("output", JSON, QUIET);
        Json.fields(outputs).values().forEach(output -> stars.hide(output.path("value"), output.path("sensitive")));
        return outputs;
    }

    /** Whether OpenTofu takes the module: {@code {valid, diagnostics}}. */
    JsonNode validate() {
        List<String> lines = new ArrayList<>();
        run(lines::add, List.of("validate", JSON, QUIET), toLook());
        return Json.read(String.join("", lines));
    }

    String version() {
        return answer("version", JSON).path("terraform_version").asString("");
    }

    private JsonNode answer(String... arguments) {
        List<String> lines = new ArrayList<>();
        End end = run(lines::add, List.of(arguments), toLook());
        if (!isGood(end)) {
            Diagnostics diagnostics = new Diagnostics();
            lines.forEach(diagnostics::take);
            throw failed(end, diagnostics);
        }
        return Json.read(String.join("", lines));
    }

    private void follow(Consumer<String> log, List<String> arguments) {
        follow(log, arguments, toLook());
    }

    private void follow(Consumer<String> log, List<String> arguments, Duration longest) {
        Diagnostics diagnostics = new Diagnostics();
        End end = run(
                line -> {
                    String step = Diagnostics.step(diagnostics.take(line));
                    if (!step.isEmpty()) {
                        log.accept(stars.over(step));
                    }
                },
                arguments,
                longest);
        if (!isGood(end)) {
            throw failed(end, diagnostics);
        }
    }

    private static boolean isGood(End end) {
        return end instanceof End.Exit exit && exit.code() == 0;
    }

    private CallFailed failed(End end, Diagnostics diagnostics) {
        String sentence = end instanceof End.OutOfTime over
                ? "OpenTofu was stopped after %d s; the next attempt goes on from what it did"
                        .formatted(over.after().toSeconds())
                : stars.over(diagnostics.sentence());
        return new CallFailed(sentence, diagnostics);
    }

    /** For whatever changes nothing. */
    private Duration toLook() {
        return timeout.compareTo(LONGEST_LOOK) < 0 ? timeout : LONGEST_LOOK;
    }

    private End run(Consumer<String> lines, List<String> arguments, Duration longest) {
        List<String> command = new ArrayList<>(arguments);
        command.addFirst(program);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Call call = Call.begin(builder, folder.resolve("output-" + calls.size()));
            calls.add(call);
            return call.await(longest, lines);
        } catch (IOException failure) {
            throw new CallFailed("OpenTofu cannot be started: " + failure.getMessage(), new Diagnostics());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CallFailed("Fairway ends; the next attempt goes on from what OpenTofu did", new Diagnostics());
        }
    }

    private static List<String> arguments(List<String> usual, String... more) {
        return Stream.concat(usual.stream(), Stream.of(more)).toList();
    }

    @Override
    public void close() {
        try {
            boolean isNeeded = calls.stream().anyMatch(Call::isGoingOn) || Files.exists(folder.resolve(LEFT_STATE));
            if (!isNeeded) {
                remove(folder);
            }
        } finally {
            free.run();
        }
    }

    static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
