package dev.fairway.postgres;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the machine or of PostgreSQL, run without what Fairway's own environment holds. */
record Command(List<String> words) {

    private static final int SECONDS = 120;
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C.UTF-8", "TZ", "UTC");

    Command with(String... more) {
        return new Command(Stream.concat(words.stream(), Stream.of(more)).toList());
    }

    boolean succeeds() throws IOException {
        return finish(
                builder()
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start(),
                "true");
    }

    /** @throws IOException with what the program printed when it fails */
    void run(String input, Path log) throws IOException {
        Process process = start(log);
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!finish(process, words.toString())) {
            throw new IOException("%s ended with %d".formatted(words, process.exitValue()));
        }
    }

    /** @param log file that takes what the program prints, after what is there */
    Process start(Path log) throws IOException {
        File file = log.toFile();
        return builder()
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file))
                .start();
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        return builder.directory(new File("/"));
    }

    private static boolean finish(Process process, String name) throws IOException {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("%s did not end within %d seconds".formatted(name, SECONDS));
            }
            return process.exitValue() == 0;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IOException("%s was interrupted".formatted(name), interruption);
        }
    }
}
