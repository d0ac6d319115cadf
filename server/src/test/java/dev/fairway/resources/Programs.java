package dev.fairway.resources;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Servers that tests run, as the machine has them installed. */
public final class Programs {

    private Programs() {}

    /** Skips the test where the machine has no such program. */
    public static void need(String program) {
        assumeTrue(isInstalled(program), program + " is not installed");
    }

    private static boolean isInstalled(String program) {
        return Stream.concat(
                        Pattern.compile(File.pathSeparator).splitAsStream(System.getenv("PATH")),
                        Stream.of("/usr/sbin"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The path of a program that scripts/test-tools built, where it did. */
    public static Optional<String> find(String program) {
        Path path = tools().resolve("bin").resolve(program);
        return Files.isExecutable(path) ? Optional.of(path.toString()) : Optional.empty();
    }

    /** Where scripts/test-tools put the providers of OpenTofu. */
    public static Path providers() {
        return tools().resolve("providers");
    }

    /** Where scripts/test-tools put images of containers. */
    public static Path images() {
        return tools().resolve("images");
    }

    /** The path of a program that scripts/test-tools built. Skips the test where it did not. */
    public static String tool(String program) {
        Optional<String> path = find(program);
        assumeTrue(path.isPresent(), program + " was not built by scripts/test-tools");
        return path.orElseThrow();
    }

    private static Path tools() {
        String said = System.getenv("FAIRWAY_TEST_TOOLS");
        if (said != null && !said.isEmpty()) {
            return Path.of(said);
        }
        String caches = System.getenv("XDG_CACHE_HOME");
        Path cache = caches == null || caches.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(caches);
        return cache.resolve("fairway").resolve("test-tools");
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
