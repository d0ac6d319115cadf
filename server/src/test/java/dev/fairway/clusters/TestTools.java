package dev.fairway.clusters;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Programs that {@code scripts/test-tools} builds. A test whose program is not there is skipped with its name. */
public final class TestTools {

    private TestTools() {}

    public static String program(String name) {
        Path program = folder().resolve("bin").resolve(name);
        assumeTrue(Files.isExecutable(program), "%s is missing; scripts/test-tools builds it".formatted(name));
        return program.toString();
    }

    public static Path folder() {
        return setting("FAIRWAY_TEST_TOOLS")
                .map(Path::of)
                .orElseGet(() -> setting("XDG_CACHE_HOME")
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                        .resolve("fairway/test-tools"));
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
