package dev.fairway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Programs of this machine.
 *
 * @param environment beside that of this process; secrets of Fairway are kept from them
 * @param folder that they run in
 */
record Child(Map<String, String> environment, Path folder) {

    private static final Set<String> SECRETS = Set.of("FAIRWAY_TOKEN", "FAIRWAY_CLIENT_SECRET");

    /** @param printed standard output and errors, as they came */
    record Outcome(int code, String printed) {}

    /** @throws CliFailure when there is no such program */
    Outcome run(List<String> words) {
        StringBuilder printed = new StringBuilder();
        int code = run(words, line -> printed.append(line).append('\n'));
        return new Outcome(code, printed.toString().strip());
    }

    /** @param lines takes each line as soon as it is printed @return the exit code */
    int run(List<String> words, Consumer<String> lines) {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().keySet().removeAll(SECRETS);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.accept(line);
                }
                return process.waitFor();
            } finally {
                process.destroy();
            }
        } catch (IOException failure) {
            throw new CliFailure("%s cannot be run: %s".formatted(words.getFirst(), failure.getMessage()), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CliFailure("Stopped", stopped);
        }
    }
}
