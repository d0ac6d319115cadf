import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The product, started as a newcomer starts it, in a folder of its own. */
final class Fairway implements AutoCloseable {

    static final String CLIENT = "bench";
    static final String SECRET = "bench-".repeat(8);

    private final Process process;
    private final Path home;
    private final int port;
    private final Http http;

    private Fairway(Process process, Path home, int port) {
        this.process = process;
        this.home = home;
        this.port = port;
        String base = "http://127.0.0.1:" + port;
        awaitReady(new Http(base, ""));
        String answer = new Http(base, "")
                .post("/v1/auth/access_token", "{\"clientId\": \"%s\", \"clientSecret\": \"%s\"}".formatted(CLIENT, SECRET));
        http = new Http(base, answer.replaceAll(".*\"accessToken\":\"([^\"]+)\".*", "$1"));
    }

    static Fairway start(Path home, int port) throws IOException {
        return start(home, port, Map.of());
    }

    /** @param settings environment variables beside its own */
    static Fairway start(Path home, int port, Map<String, String> settings) throws IOException {
        ProcessBuilder command = new ProcessBuilder("bash", "-c", "exec " + System.getenv("BENCH_SERVER"));
        Map<String, String> environment = command.environment();
        environment.put("FAIRWAY_HOME", home.toString());
        environment.put("FAIRWAY_PORT", String.valueOf(port));
        environment.put("FAIRWAY_ADMIN_EMAIL", "bench@example.com");
        environment.put("FAIRWAY_ADMIN_PASSWORD", SECRET);
        environment.put("FAIRWAY_CLIENT_ID", CLIENT);
        environment.put("FAIRWAY_CLIENT_SECRET", SECRET);
        environment.putAll(settings);
        File log = home.resolveSibling(home.getFileName() + ".log").toFile();
        return new Fairway(command.redirectErrorStream(true).redirectOutput(log).start(), home, port);
    }

    private void awaitReady(Http open) {
        for (int attempt = 0; ; attempt++) {
            try {
                open.call("GET", "/health/ready", null);
                return;
            } catch (IllegalStateException notYet) {
                if (!process.isAlive() || attempt > 2400) {
                    throw notYet;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(25);
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    Http http() {
        return http;
    }

    /** Address, user and password of its database. */
    List<String> database() throws IOException {
        String databasePort = Files.readString(home.resolve("postgres/port")).strip();
        String password = Files.readString(home.resolve("postgres/password")).strip();
        return List.of("jdbc:postgresql://127.0.0.1:" + databasePort + "/fairway?sslmode=disable", "fairway", password);
    }

    /** Megabytes resident: the server, and PostgreSQL with what its processes share counted once. */
    String memory() throws IOException {
        long server = status(process.pid(), "VmRSS");
        long own = 0;
        for (ProcessHandle part : process.descendants().toList()) {
            own += status(part.pid(), "RssAnon");
        }
        long shared = process.descendants().mapToLong(part -> status(part.pid(), "RssShmem")).max().orElse(0);
        return "server %d MB, database %d MB".formatted(server / 1024, (own + shared) / 1024);
    }

    private static long status(long pid, String name) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** As kill -9 does; its database goes on where it is another one's. */
    void kill() {
        process.destroyForcibly();
        close();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
