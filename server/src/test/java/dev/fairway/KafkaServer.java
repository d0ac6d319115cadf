package dev.fairway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real Kafka in a process of its own, one for all tests, started when the first of them needs it. */
public final class KafkaServer {

    private static final Path MODULE = Path.of("..", "test-broker", "target");
    private static final int PORT = freePort();

    private KafkaServer() {}

    /** Where it is, or will be. */
    static String address() {
        return "127.0.0.1:" + PORT;
    }

    /** @return its address, once it answers there */
    public static String started() {
        return Started.ADDRESS;
    }

    private static final class Started {

        static final String ADDRESS = start();

        private static String start() {
            begin("kafka.log", PORT);
            return address();
        }
    }

    /**
     * A broker of its own, once it answers.
     *
     * @param log what its log in {@code target} is called
     * @param guard what the broker takes behind its folder
     * @return its process, which ends with this one at the latest
     */
    public static Process begin(String log, int port, String... guard) {
        try {
            String classpath = Files.readString(MODULE.resolve("classpath")).strip();
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m", "-XX:TieredStopAtLevel=1"));
            command.addAll(List.of("-cp", MODULE.resolve("classes") + ":" + classpath, "dev.fairway.broker.Broker"));
            command.addAll(List.of(String.valueOf(port), String.valueOf(freePort())));
            command.add(Files.createTempDirectory("fairway-kafka-").toString());
            command.addAll(List.of(guard));
            Process broker = new ProcessBuilder(command)
                    .redirectError(
                            ProcessBuilder.Redirect.to(Path.of("target", log).toFile()))
                    .start();
            waitFor(broker, log);
            return broker;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void waitFor(Process broker, String log) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(broker.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); !"ready".equals(line); line = said.readLine()) {
            if (line == null) {
                throw new IllegalStateException("Kafka did not start; target/%s says why".formatted(log));
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
