package dev.fairway.delivery.registries;

import static org.awaitility.Awaitility.await;

import dev.fairway.RecordingServer;
import dev.fairway.clusters.TestTools;
import dev.fairway.resources.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** A real registry that asks for a password, on an address that tests may call. */
public final class TestRegistry implements AutoCloseable {

    public static final String USER = "robot";
    public static final String PASSWORD = "push-and-pull only for tests";

    private static final int CHEAP = 4;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final int port = Programs.freePort();
    private final Process process;

    /** Skips the test where the program is missing. @param folder of its own */
    public TestRegistry(Path folder) {
        String program = TestTools.program("registry");
        try {
            Path passwords = Files.writeString(
                    folder.resolve("passwords"), USER + ":" + new BCryptPasswordEncoder(CHEAP).encode(PASSWORD) + "\n");
            ProcessBuilder builder = new ProcessBuilder(
                            program,
                            "serve",
                            Path.of("..", "test-tools/registry/registry.yaml").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("registry.log").toFile());
            builder.environment()
                    .putAll(Map.of(
                            "REGISTRY_HTTP_ADDR",
                            address(),
                            "REGISTRY_HTTP_SECRET",
                            "only-for-tests",
                            "REGISTRY_AUTH",
                            "htpasswd",
                            "REGISTRY_AUTH_HTPASSWD_REALM",
                            "test",
                            "REGISTRY_AUTH_HTPASSWD_PATH",
                            passwords.toString(),
                            "REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY",
                            folder.resolve("storage").toString()));
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> get("/v2/", "*/*").statusCode() == 200);
    }

    /** Host and port. */
    public String address() {
        return "%s:%d".formatted(RecordingServer.ADDRESS, port);
    }

    /** What it shows to whoever has the password. */
    public HttpResponse<String> get(String path, String accept) {
        String both = "%s:%s".formatted(USER, PASSWORD);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://%s%s".formatted(address(), path)))
                .header("Accept", accept)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)))
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
