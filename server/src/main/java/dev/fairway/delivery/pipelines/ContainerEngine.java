package dev.fairway.delivery.pipelines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A container engine of this machine, called as its users call it.
 *
 * @param program such as {@code podman}
 * @param environment of the program; nothing of it gets into containers
 */
record ContainerEngine(String program, Map<String, String> environment) {

    private static final List<String> KNOWN = List.of("podman", "docker");
    private static final int SECONDS = 60;

    /** @param named program; blank for the first one that answers @throws IOException when there is none */
    static ContainerEngine find(String named, Map<String, String> environment) throws IOException {
        List<String> wanted = named.isBlank() ? KNOWN : List.of(named);
        for (String program : wanted) {
            ContainerEngine engine = new ContainerEngine(program, environment);
            if (engine.answers()) {
                return engine;
            }
        }
        throw new IOException(
                "no container engine answers (%s); an administrator installs one, or names it by FAIRWAY_DELIVERY_CONTAINER_ENGINE"
                        .formatted(String.join(", ", wanted)));
    }

    private boolean answers() {
        try {
            return call("ps", "--quiet").code() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Whether the root of its containers is whoever called it, so that what they write is his. */
    boolean mapsRoot() {
        return program.endsWith("podman");
    }

    record Outcome(int code, String printed) {}

    /** For a minute at most. */
    Outcome call(String... words) throws IOException {
        Process process = start(List.of(words));
        try {
            Thread watch = Thread.startVirtualThread(() -> endLater(process));
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            watch.interrupt();
            return new Outcome(code, printed.strip());
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", stopped);
        }
    }

    private static void endLater(Process process) {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException inTime) {
            Thread.currentThread().interrupt();
        }
    }

    Process start(List<String> words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program);
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().keySet().removeIf(name -> name.startsWith("FAIRWAY_"));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
