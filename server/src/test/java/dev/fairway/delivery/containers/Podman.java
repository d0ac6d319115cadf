package dev.fairway.delivery.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.resources.Programs;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The container engine, with the images that {@code scripts/test-images} made and no way to others. */
public final class Podman {

    private Podman() {}

    /** Skips the test where there is no engine, or no images. */
    public static void need() {
        Programs.need("podman");
        assumeTrue(
                Files.isRegularFile(Programs.images().resolve("stamp")),
                "images are missing; scripts/test-tools makes them");
    }

    /** What shows programs the engine's settings and images. */
    public static Map<String, String> environment() {
        return Map.of(
                "CONTAINERS_STORAGE_CONF",
                Programs.images().resolve("storage.conf").toString(),
                "CONTAINERS_CONF",
                Programs.images().resolve("containers.conf").toString());
    }

    /** Name of an image that tests build upon. */
    public static String image(String name) {
        return "localhost/fairway-test/%s:test".formatted(name);
    }

    record Outcome(int code, String printed) {}

    static Outcome run(String... words) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            Stream.concat(Stream.of("podman"), Stream.of(words)).toList())
                    .redirectErrorStream(true);
            builder.environment().putAll(environment());
            Process process = builder.start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), printed.strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException());
        }
    }

    /** What a command printed that has to succeed. */
    public static String done(String... words) {
        Outcome outcome = run(words);
        assertThat(outcome.code())
                .as("%s: %s", List.of(words), outcome.printed())
                .isZero();
        return outcome.printed();
    }

    /** Texts below a folder, by their path in it. */
    static Map<String, String> files(Path folder) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString();
                if (!name.contains("__pycache__") && !name.startsWith("target/")) {
                    files.put(name, Files.readString(path));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return files;
    }

    static void write(Path folder, Map<String, String> files) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
