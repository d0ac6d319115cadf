package dev.fairway.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One run of the server's main process, from its start until it ends. */
final class Postmaster {

    private static final Duration RECOVERY = Duration.ofMinutes(5);
    private static final Duration STEP = Duration.ofMillis(15);

    private final Process process;
    private final Path data;
    private final ServerLog log;
    private final long logStart;

    private Postmaster(Process process, Path data, ServerLog log, long logStart) {
        this.process = process;
        this.data = data;
        this.log = log;
        this.logStart = logStart;
    }

    /** In a session of its own, so that Ctrl-C at the console reaches Fairway alone and the database stops last. */
    static Postmaster start(Cluster cluster, ServerLog log, int port) throws IOException {
        Path data = cluster.settings().data();
        Command command = new Command(cluster.account().prefix())
                .with("setsid", cluster.binaries().program("postgres").toString(), "-D", data.toString())
                .with(ServerOptions.of(port, cluster.settings().durability()).toArray(String[]::new));
        long logStart = log.size();
        return new Postmaster(command.start(log.file()), data, log, logStart);
    }

    /** @return whether it takes connections; false when it ended or is not ready in time */
    boolean awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            Optional<PidFile> file = PidFile.read(data).filter(found -> found.pid() == process.pid());
            if (file.isPresent() && file.get().status().equals("ready")) {
                return true;
            }
            Thread.sleep(STEP);
        }
        return false;
    }

    /** Waits for the end. @return its exit code */
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** What it printed so far. */
    String printed() {
        return log.since(logStart).strip();
    }

    /** Ends it, if it has not ended by itself. */
    void stop() throws IOException {
        if (process.isAlive()) {
            Shutdown.end(process.toHandle());
        }
    }
}
