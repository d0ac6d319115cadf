package dev.fairway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A container engine of this machine.
 *
 * @param program {@code docker} or {@code podman}
 * @param compose how its compose is called
 */
record Engine(String program, List<String> compose) {

    private static final List<Engine> KNOWN = List.of(
            new Engine("docker", List.of("docker", "compose")),
            new Engine("docker", List.of("docker-compose")),
            new Engine("podman", List.of("podman-compose")),
            new Engine("podman", List.of("podman", "compose")));

    /**
     * The first one that answers.
     *
     * @param wanted null for any
     * @throws CliFailure when there is none
     */
    static Engine find(Child child, @Nullable String wanted) {
        return KNOWN.stream()
                .filter(engine -> wanted == null || engine.program.equals(wanted))
                .filter(engine -> engine.answers(child))
                .findFirst()
                .orElseThrow(() -> new CliFailure(
                        "There is no %s here that answers, with its compose; install Docker, or Podman with podman-compose, and see that it runs"
                                .formatted(wanted == null ? "Docker and no Podman" : wanted)));
    }

    private boolean answers(Child child) {
        try {
            return child.run(List.of(program, "ps", "--quiet")).code() == 0
                    && child.run(with(compose, "version")).code() == 0;
        } catch (CliFailure notInstalled) {
            return false;
        }
    }

    List<String> command(String... words) {
        return with(List.of(program), words);
    }

    /** @param file of compose @param project that all of it belongs to */
    List<String> composed(String file, String project, String... words) {
        List<String> command = new ArrayList<>(compose);
        command.addAll(List.of("--file", file, "--project-name", project));
        return with(command, words);
    }

    private static List<String> with(List<String> beginning, String... words) {
        return Stream.concat(beginning.stream(), Stream.of(words)).toList();
    }
}
