package dev.fairway.resources.tofu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One call of a program. What it says goes to a file, so that it works on and keeps what it did when Fairway is gone. It is
 * asked to end when its time is over, and is ended, with everything that it began, when it does not.
 */
final class Call {

    /** How the program ended: its exit code, or that its time was over. */
    sealed interface End {
        record Exit(int code) implements End {}

        record OutOfTime(Duration after) implements End {}
    }

    private static final long LOOK_EVERY_MILLIS = 50;
    private static final Duration TO_END = Duration.ofSeconds(20);
    private static final int LONGEST_READ = 50_000_000;

    private final Process process;
    private final Path output;
    private int read;

    private Call(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param output file for what it says */
    static Call begin(ProcessBuilder program, Path output) throws IOException {
        Process process = program.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Call(process, output);
    }

    /**
     * @param lines takes what it says while it says it
     * @throws InterruptedException when Fairway ends; the program was asked to end, too
     */
    End await(Duration longest, Consumer<String> lines) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        try {
            while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                news().forEach(lines);
                if (System.nanoTime() > until) {
                    end(longest);
                    news().forEach(lines);
                    return new End.OutOfTime(longest);
                }
            }
        } catch (InterruptedException stopped) {
            process.destroy();
            throw stopped;
        }
        news().forEach(lines);
        return new End.Exit(process.exitValue());
    }

    /** OpenTofu ends what it is doing and keeps the state, when it is asked. */
    private void end(Duration longest) throws InterruptedException {
        Duration patience = longest.compareTo(TO_END) < 0 ? longest : TO_END;
        List<ProcessHandle> begun = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        begun.forEach(ProcessHandle::destroyForcibly);
    }

    boolean isGoingOn() {
        return process.isAlive();
    }

    /** Whole lines that were not there before. */
    private List<String> news() {
        try (InputStream content = Files.newInputStream(output)) {
            content.skipNBytes(read);
            byte[] fresh = content.readNBytes(LONGEST_READ);
            int whole = fresh.length;
            while (process.isAlive() && whole > 0 && fresh[whole - 1] != '\n') {
                whole--;
            }
            read += whole;
            return new String(fresh, 0, whole, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
