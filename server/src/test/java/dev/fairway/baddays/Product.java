package dev.fairway.baddays;

import dev.fairway.Api;
import dev.fairway.FairwayApplication;
import dev.fairway.postgres.TestPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fairway in a process of its own, so that a test can kill it. */
final class Product implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Fairway is ready: http://localhost:(\\d+)");

    /** What {@code ./test} starts the packed product with, which is ready with half the work. */
    private static final @Nullable String PACKED = System.getProperty("fairway.start");

    private static final List<String> FROM_CLASSES = List.of(
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dfairway.postgres.binaries=" + TestPostgres.binaries(),
            "-cp",
            System.getProperty("java.class.path"));

    private final Path home;
    private final Process process;
    private final Api anonymous;

    private Product(Path home, Process process, int port) {
        this.home = home;
        this.process = process;
        this.anonymous = Api.anonymous(port);
    }

    /** Starts it and waits until it is ready. */
    static Product in(Path home) throws IOException {
        return in(home, Map.of());
    }

    static Product in(Path home, Map<String, String> settings) throws IOException {
        ProcessBuilder builder = java(FairwayApplication.class.getName());
        builder.environment()
                .putAll(Map.of(
                        "FAIRWAY_HOME",
                        home.toString(),
                        "FAIRWAY_PORT",
                        "0",
                        "FAIRWAY_ADMIN_PASSWORD",
                        "only-for-tests",
                        "FAIRWAY_CLIENT_ID",
                        Api.CLIENT_ID,
                        "FAIRWAY_CLIENT_SECRET",
                        Api.CLIENT_SECRET));
        builder.environment().putAll(settings);
        Process process = builder.start();
        return new Product(home, process, port(process));
    }

    /** Gives a command at the console. @return what it said */
    static String console(Path home, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = java("dev.fairway.console.Console", command);
        builder.environment().put("FAIRWAY_HOME", home.toString());
        Process process = builder.start();
        String said = process.inputReader().readAllAsString();
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        return said;
    }

    private static ProcessBuilder java(String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(PACKED == null ? FROM_CLASSES : List.of(PACKED));
        command.add(main);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("FAIRWAY_"));
        return builder;
    }

    private static int port(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                Thread.ofVirtual().start(() -> drain(output));
                return Integer.parseInt(ready.group(1));
            }
            said.add(line);
        }
        throw new IOException("Fairway ended before it was ready:\n" + String.join("\n", said));
    }

    /** What it says later is for nobody, but has to be read. */
    private static void drain(BufferedReader output) {
        try (output) {
            output.lines().forEach(line -> {});
        } catch (IOException | UncheckedIOException ended) {
            // with its process
        }
    }

    Api anonymous() {
        return anonymous;
    }

    Api admin() {
        return anonymous.withToken(Api.CLIENT_ID, Api.CLIENT_SECRET);
    }

    boolean isReady() {
        return anonymous.get("/health/ready").status() == 200;
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The main process of the PostgreSQL that it brings along. */
    ProcessHandle postmaster() throws IOException {
        Path file = home.resolve("postgres/data/postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst()))
                .orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
