package dev.fairway.resources;

import dev.fairway.resources.spi.Server;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** A real RabbitMQ with its management on loopback, one for all tests, started when the first of them needs it. */
public final class RabbitServer {

    private static final String PASSWORD = "for-tests-only";
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    /** Debian's program of this name on the path changes the user and forgets where it was told to work. */
    private static final Path PACKAGED = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

    private static final int PORT = Programs.freePort();
    private static final int MANAGEMENT = Programs.freePort();
    private static final int SECURE = Programs.freePort();
    private static final int NAMES = Programs.freePort();

    private RabbitServer() {}

    /** The server as Fairway gets to know it, once it answers. */
    public static Server started() {
        Programs.need("rabbitmq-server");
        Programs.need("epmd");
        return Started.SERVER;
    }

    public static Server signedIn(String user, String password) {
        return at("http://127.0.0.1:" + MANAGEMENT, user, password);
    }

    /** The same server, whose management is reached by TLS. @param authority as PEM */
    public static Server trusting(String authority) {
        Server server = at("https://127.0.0.1:" + SECURE, "admin", PASSWORD);
        server.settings().put("certificate", authority);
        return server;
    }

    /** What its management shows who comes by TLS. */
    public static TestCertificate certificate() {
        return Started.CERTIFICATE;
    }

    /** The same server behind another port of its management. */
    public static Server at(int management) {
        return at("http://127.0.0.1:" + management, "admin", PASSWORD);
    }

    private static Server at(String management, String user, String password) {
        return new Server(
                "queues",
                "local",
                Json.object()
                        .put("managementUrl", management)
                        .put("host", "127.0.0.1")
                        .put("port", PORT)
                        .put("user", user),
                Json.object().put("password", password));
    }

    public static int management() {
        return MANAGEMENT;
    }

    private static final class Started {

        static final TestCertificate CERTIFICATE = TestCertificate.make();
        static final Server SERVER = start(CERTIFICATE);
    }

    private static Server start(TestCertificate certificate) {
        Path folder = folder(certificate);
        begin(folder, new ProcessBuilder("epmd", "-port", String.valueOf(NAMES), "-address", "127.0.0.1"));
        Awaitility.await().until(() -> answers(NAMES));
        ProcessBuilder server =
                new ProcessBuilder(Files.isExecutable(PACKAGED) ? PACKAGED.toString() : "rabbitmq-server");
        server.environment().putAll(environment(folder));
        begin(folder, server);
        Awaitility.await().atMost(LONGEST_START).until(() -> answers(PORT) && answers(MANAGEMENT) && answers(SECURE));
        return signedIn("admin", PASSWORD);
    }

    private static Map<String, String> environment(Path folder) {
        return Map.ofEntries(
                Map.entry("HOME", folder.toString()),
                Map.entry("ERL_EPMD_PORT", String.valueOf(NAMES)),
                Map.entry("RABBITMQ_NODENAME", "fairway-%d@localhost".formatted(PORT)),
                Map.entry("RABBITMQ_DIST_PORT", String.valueOf(Programs.freePort())),
                Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
                Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
                Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq").toString()),
                Map.entry("RABBITMQ_CONF_ENV_FILE", folder.resolve("none").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                        folder.resolve("plugins").toString()),
                Map.entry("RABBITMQ_ALLOW_INPUT", "true"),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-noinput +S 1:1"));
    }

    private static Path folder(TestCertificate certificate) {
        try {
            Path folder = Files.createTempDirectory("fairway-rabbitmq-");
            Files.writeString(folder.resolve("plugins"), "[rabbitmq_management].");
            Files.writeString(folder.resolve("rabbitmq.conf"), """
                    listeners.tcp.1 = 127.0.0.1:%d
                    management.tcp.ip = 127.0.0.1
                    management.tcp.port = %d
                    management.ssl.ip = 127.0.0.1
                    management.ssl.port = %d
                    management.ssl.certfile = %s
                    management.ssl.keyfile = %s
                    default_user = admin
                    default_pass = %s
                    collect_statistics_interval = 200
                    """.formatted(
                            PORT, MANAGEMENT, SECURE, certificate.certificate(), certificate.key(), PASSWORD));
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void begin(Path folder, ProcessBuilder program) {
        try {
            Process process = program.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("output").toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
