package dev.fairway.postgres;

import java.io.IOException;
import java.time.Duration;

/** Starts a server's main process and waits until it takes connections. */
record Launch(Cluster cluster, ServerLog log) {

    private static final int ATTEMPTS = 40;
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** The port belongs to another program. */
    static final class PortTaken extends IOException {
        PortTaken(int port) {
            super("port %d is taken by another program".formatted(port));
        }
    }

    Postmaster on(int port) throws IOException {
        try {
            Postmaster postmaster = Postmaster.start(cluster, log, port);
            for (int attempt = 1; !postmaster.awaitReady(); attempt++) {
                refuseHopeless(postmaster, port, attempt);
                Thread.sleep(PAUSE);
                postmaster = Postmaster.start(cluster, log, port);
            }
            return postmaster;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException("the start was interrupted", interruption);
        }
    }

    /** Returns when another attempt makes sense: processes of a run that was killed may not all have ended yet. */
    private void refuseHopeless(Postmaster postmaster, int port, int attempt) throws IOException {
        postmaster.stop();
        String printed = postmaster.printed();
        if (printed.contains(PostgresUnavailable.DISK_FULL)) {
            throw PostgresUnavailable.diskFull(cluster.settings().folder());
        }
        if (printed.contains("could not bind")) {
            throw new PortTaken(port);
        }
        boolean othersAreEnding = printed.contains("is still in use") || printed.contains("already exists");
        if (!othersAreEnding || attempt == ATTEMPTS) {
            throw new IOException("it does not take connections; %s says: %s".formatted(log.file(), printed));
        }
    }
}
