package dev.fairway.clusters.charts;

import dev.fairway.clusters.charts.HelmProcess.Call;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Helm's library in a process beside this one, which can be stopped. For one render at a time. */
final class Engine implements AutoCloseable {

    /** Helm leaves 8 KB behind with each. */
    private static final int MOST_RENDERS = 5_000;

    private static final Duration MOST_TO_START = Duration.ofMinutes(1);

    private final Process process;
    private final DataOutputStream calls;
    private final DataInputStream answers;
    private int renders;

    private Engine(Process process) {
        this.process = process;
        this.calls = new DataOutputStream(process.getOutputStream());
        this.answers = new DataInputStream(process.getInputStream());
    }

    /** @param folder where the process works */
    static Engine start(Path folder) {
        try {
            Engine engine = new Engine(builder(folder).start());
            engine.awaitLibrary(folder);
            return engine;
        } catch (IOException failure) {
            throw unavailable(folder, failure.getMessage());
        }
    }

    private static ProcessBuilder builder(Path folder) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djna.encoding=UTF-8",
                        "-Djna.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HelmProcess.class.getName(),
                        folder.toString()))
                .redirectError(Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(surroundings(folder));
        return builder;
    }

    /**
     * Helm would look for a cluster to ask in a kubeconfig, in the pod that it runs in, and on this machine: it gets an
     * address where nobody is.
     */
    private static Map<String, String> surroundings(Path folder) {
        return Map.of(
                "HELM_KUBEAPISERVER", "http://127.0.0.1:1",
                "KUBECONFIG", "/dev/null",
                "HELM_DRIVER", "memory",
                "HOME", folder.toString(),
                "TMPDIR", folder.toString());
    }

    private void awaitLibrary(Path folder) {
        try (Deadline deadline = new Deadline(process, MOST_TO_START)) {
            String complaint = HelmProcess.receive(answers);
            if (complaint != null) {
                throw unavailable(folder, complaint);
            }
        } catch (IOException ended) {
            throw unavailable(folder, "its process ended");
        }
    }

    private static HelmUnavailable unavailable(Path folder, @Nullable String reason) {
        return new HelmUnavailable(
                "Helm's library does not load in %s: %s. It needs Linux on amd64, Fairway unpacked as ./run does, and FAIRWAY_HOME on a disk with 100 MB free where libraries may run (not mounted noexec)"
                        .formatted(folder, reason));
    }

    boolean isUsable() {
        return process.isAlive() && renders < MOST_RENDERS;
    }

    /** @throws IOException where the process ended, or was stopped as it took too long */
    Rendered render(Call call, Duration most) throws IOException {
        renders++;
        try (Deadline deadline = new Deadline(process, most)) {
            call.send(calls);
            return new Rendered(HelmProcess.receive(answers), HelmProcess.receive(answers));
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** @param manifests null where there is a complaint, and where the library itself failed */
    record Rendered(@Nullable String complaint, @Nullable String manifests) {}

    /** Stops the process when the time is over before this is closed. */
    private static final class Deadline implements AutoCloseable {

        private final AtomicBoolean isOver = new AtomicBoolean();

        Deadline(Process process, Duration most) {
            CompletableFuture.delayedExecutor(most.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> {
                        if (isOver.compareAndSet(false, true)) {
                            process.destroyForcibly();
                        }
                    });
        }

        @Override
        public void close() {
            isOver.set(true);
        }
    }
}
