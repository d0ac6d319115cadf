package dev.fairway.cli;

import dev.fairway.shared.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A compose file on one engine: what the test needs, the test, and the end of both. */
final class Composed {

    private static final String TEST = "test";
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int MOST_QUESTIONS = 240;

    private final Engine engine;
    private final Child child;
    private final Path file;
    private final String project;
    private final Map<String, String> questions;

    /**
     * @param file of compose, with a service {@code test}
     * @param project that no other compose file of this machine has
     * @throws CliFailure when it is no such file
     */
    Composed(Engine engine, Child child, Path file, String text, String project) {
        this.engine = engine;
        this.child = child;
        this.file = file;
        this.project = project;
        this.questions = questions(text, file);
    }

    /** What is asked of each thing that the test needs, to see that it is ready; by its name, empty for nothing. */
    private static Map<String, String> questions(String text, Path file) {
        ObjectNode services = Json.objectAt(read(text, file), "services");
        if (!services.has(TEST)) {
            throw new CliFailure("%s has no service \"test\"; write it anew with fairway test --write".formatted(file));
        }
        Map<String, String> questions = new TreeMap<>();
        services.propertyNames().stream().filter(name -> !name.equals(TEST)).forEach(name -> {
            JsonNode question = services.path(name).path("healthcheck").path("test");
            boolean isShell = question.path(0).asString("").equals("CMD-SHELL");
            questions.put(name, isShell ? question.path(1).asString("") : "");
        });
        return questions;
    }

    private static JsonNode read(String text, Path file) {
        try {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            return Json.read(Json.MAPPER.writeValueAsString(document));
        } catch (YAMLException wrong) {
            throw new CliFailure("%s is no YAML".formatted(file), wrong);
        }
    }

    /** Begins what the test needs, and waits until it is ready. */
    void begin(Consumer<String> says) {
        end();
        if (questions.isEmpty()) {
            return;
        }
        says.accept("Starting %s ...".formatted(String.join(", ", questions.keySet())));
        List<String> up = new ArrayList<>(compose("up", "--detach"));
        up.addAll(questions.keySet());
        Child.Outcome outcome = child.run(up);
        if (outcome.code() != 0) {
            throw new CliFailure("What the test needs cannot be started:\n" + outcome.printed());
        }
        questions.forEach((name, question) -> await(container(name, outcome.printed()), name, question));
    }

    private void await(String container, String name, String question) {
        Child.Outcome said = new Child.Outcome(question.isEmpty() ? 0 : 1, "");
        for (int asked = 0; said.code() != 0; asked++) {
            boolean isRunning = child.run(engine.command("inspect", "--format", "{{.State.Running}}", container))
                    .printed()
                    .endsWith("true");
            if (!isRunning || asked == MOST_QUESTIONS) {
                throw new CliFailure("%s is not ready:\n%s"
                        .formatted(
                                name,
                                child.run(engine.command("logs", "--tail", "30", container))
                                        .printed()));
            }
            said = child.run(engine.command("exec", container, "sh", "-c", question.replace("$$", "$")));
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CliFailure("Stopped", stopped);
        }
    }

    /** @param said while it was started, as older podman-compose ends well when it could not */
    private String container(String service, String said) {
        Child.Outcome found = child.run(engine.command(
                "ps",
                "--all",
                "--quiet",
                "--filter",
                "label=com.docker.compose.project=" + project,
                "--filter",
                "label=com.docker.compose.service=" + service));
        return found.printed()
                .lines()
                .findFirst()
                .filter(id -> found.code() == 0)
                .orElseThrow(() -> new CliFailure("%s was not started:\n%s".formatted(service, said)));
    }

    /** @return its exit code */
    int test(Consumer<String> lines) {
        child.run(compose("run", "--name", testContainer(), "--no-deps", "-T", TEST), lines);
        Child.Outcome code = child.run(engine.command("inspect", "--format", "{{.State.ExitCode}}", testContainer()));
        if (code.code() != 0) {
            throw new CliFailure("The container of the test could not be started");
        }
        return Integer.parseInt(
                code.printed().lines().reduce("", (before, line) -> line).strip());
    }

    /** Copies files with results into a folder, which is there. */
    void takeResults(Path folder) {
        child.run(engine.command("cp", testContainer() + ":/results/.", folder.toString()));
    }

    /** Whatever is there of it is gone afterwards, except what is kept for the next time. May be called again and again. */
    synchronized void end() {
        child.run(engine.command("rm", "--force", testContainer()));
        child.run(compose("down", "--timeout", "1"));
        // Older podman-compose leaves it.
        child.run(engine.command("network", "rm", project + "_default"));
    }

    private String testContainer() {
        return project + "-test";
    }

    private List<String> compose(String... words) {
        return engine.composed(file.toString(), project, words);
    }
}
