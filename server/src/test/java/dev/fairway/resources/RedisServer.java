package dev.fairway.resources;

import dev.fairway.resources.spi.Server;
import dev.fairway.shared.Json;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A real Redis on loopback that keeps its keys, and its users too when it is told to. */
public final class RedisServer implements AutoCloseable {

    private static final String PASSWORD = "for-tests-only";

    private static final ClientResources THREADS = ClientResources.create();

    private final int port = Programs.freePort();
    private final List<String> command = new ArrayList<>();
    private Process process;

    private RedisServer(Path folder, String... options) {
        command.addAll(List.of("redis-server", "--port", String.valueOf(port), "--bind", "127.0.0.1"));
        command.addAll(List.of("--dir", folder.toString(), "--save", "", "--appendonly", "yes"));
        command.addAll(List.of("--logfile", folder.resolve("log").toString()));
        command.addAll(List.of(options));
        process = begin();
    }

    /** @param options of the program, each with its value behind it */
    public static RedisServer start(String... options) {
        Programs.need("redis-server");
        List<String> all = new ArrayList<>(List.of("--requirepass", PASSWORD));
        all.addAll(List.of(options));
        return new RedisServer(folder(), all.toArray(String[]::new));
    }

    /** One that answers at another port to whoever comes by TLS. */
    public static RedisServer startWithTls(int tlsPort, TestCertificate shown) {
        return start(
                "--tls-port",
                String.valueOf(tlsPort),
                "--tls-cert-file",
                shown.certificate().toString(),
                "--tls-key-file",
                shown.key().toString(),
                "--tls-ca-cert-file",
                shown.certificate().toString(),
                "--tls-auth-clients",
                "no");
    }

    public static RedisServer startKeepingUsers() {
        Programs.need("redis-server");
        try {
            Path folder = folder();
            Path users = folder.resolve("users.acl");
            Files.writeString(users, "user default on >%s ~* &* +@all\n".formatted(PASSWORD));
            return new RedisServer(folder, "--aclfile", users.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("fairway-redis-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Process begin() {
        try {
            Process begun = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(begun::destroyForcibly));
            Awaitility.await().ignoreExceptionsInstanceOf(RedisException.class).until(this::answers);
            return begun;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean answers() {
        RedisClient client = administrator();
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection.sync().ping().equals("PONG");
        } finally {
            client.shutdown();
        }
    }

    /** The client is for the test to shut down. */
    public RedisClient administrator() {
        return client(RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(port)
                .withPassword(PASSWORD.toCharArray())
                .build());
    }

    /** One that does not come again when it is sent away. */
    public static RedisClient client(RedisURI address) {
        RedisClient client = RedisClient.create(THREADS, address);
        client.setOptions(ClientOptions.builder().autoReconnect(false).build());
        return client;
    }

    /** Of its administrator. */
    public String password() {
        return PASSWORD;
    }

    public int port() {
        return port;
    }

    public Server server() {
        return serverAt(port);
    }

    /** The same server behind another port. */
    public Server serverAt(int otherPort) {
        return new Server(
                "cache",
                "local",
                Json.object().put("host", "127.0.0.1").put("port", otherPort),
                Json.object().put("password", PASSWORD));
    }

    public void restart() {
        close();
        process = begin();
    }

    @Override
    public void close() {
        process.destroy();
        Awaitility.await().until(() -> !process.isAlive());
    }
}
