package dev.fairway.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server in a folder, on a port of the loopback address. It is there until {@link #close}: when its process
 * dies, another takes its place on the same port.
 */
public final class PostgresServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
    private static final int PORT_ATTEMPTS = 10;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final HomeLock lock;
    private final Launch launch;
    private final int port;
    private final DatabaseAddress address;
    private final Thread watch;
    private Postmaster postmaster;
    private boolean closed;

    private PostgresServer(HomeLock lock, Launch launch, int port, String password) throws IOException {
        this.lock = lock;
        this.launch = launch;
        this.port = port;
        address = DatabaseAddress.local(port, Cluster.DATABASE, password);
        postmaster = launch.on(port);
        watch = Thread.ofVirtual().name("postgres-watch").unstarted(this::watch);
    }

    /**
     * Returns when the server takes connections; the first start in a folder makes the database.
     *
     * @throws PostgresUnavailable when it cannot be started, or another Fairway uses the folder
     */
    public static PostgresServer start(PostgresSettings settings) {
        try {
            Folders.createPassable(settings.folder());
            HomeLock lock = HomeLock.take(settings.folder());
            try {
                PostgresServer server = start(settings, lock);
                server.watch.start();
                return server;
            } catch (IOException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw PostgresUnavailable.because("start PostgreSQL", settings.folder(), failure);
        }
    }

    private static PostgresServer start(PostgresSettings settings, HomeLock lock) throws IOException {
        long begin = System.nanoTime();
        Binaries binaries = Binaries.in(settings.binaries());
        Account account = Account.reaching(settings.folder(), binaries.folder());
        if (Files.exists(settings.data())) {
            Orphans.stop(settings.data());
        }
        ServerLog serverLog = new ServerLog(settings.folder().resolve("postgres.log"));
        serverLog.rotate();
        Cluster cluster = new Cluster(settings, binaries, account);
        String password = cluster.prepare(serverLog);
        PostgresServer server = onFreePort(settings, lock, new Launch(cluster, serverLog), password);
        log.info("PostgreSQL is ready on port {} after {} ms", server.port, (System.nanoTime() - begin) / 1_000_000);
        return server;
    }

    private static PostgresServer onFreePort(PostgresSettings settings, HomeLock lock, Launch launch, String password)
            throws IOException {
        Ports ports = Ports.of(settings);
        for (int attempt = 1; ; attempt++) {
            int port = ports.choose();
            try {
                PostgresServer server = new PostgresServer(lock, launch, port, password);
                ports.keep(port);
                return server;
            } catch (Launch.PortTaken taken) {
                if (attempt == PORT_ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    /** The database of a Fairway that runs in this folder right now, if one does. */
    public static Optional<DatabaseAddress> running(PostgresSettings settings) {
        if (!Files.exists(settings.data())) {
            return Optional.empty();
        }
        try (HomeLock free = HomeLock.tryTake(settings.folder()).orElse(null)) {
            Optional<PidFile> server = PidFile.read(settings.data());
            if (free != null || server.isEmpty()) {
                return Optional.empty();
            }
            String password = Cluster.password(settings);
            return Optional.of(DatabaseAddress.local(server.get().port(), Cluster.DATABASE, password));
        } catch (IOException failure) {
            throw PostgresUnavailable.because("find PostgreSQL", settings.folder(), failure);
        }
    }

    public DatabaseAddress address() {
        return address;
    }

    public String jdbcUrl() {
        return address.jdbcUrl();
    }

    public String user() {
        return address.user();
    }

    public String password() {
        return address.password();
    }

    public int port() {
        return port;
    }

    /** Ends every connection, writes what is left to write, and returns when the server is gone. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            postmaster.stop();
            log.info("PostgreSQL has stopped");
        } catch (IOException failure) {
            log.error("PostgreSQL did not stop; the next start will stop it: {}", failure.getMessage());
        } finally {
            lock.close();
            notifyAll();
        }
    }

    private void watch() {
        try {
            while (true) {
                Postmaster watched = current();
                int code = watched.awaitEnd();
                if (isClosed()) {
                    return;
                }
                log.error("PostgreSQL ended by itself with code {}; starting it again. {}", code, watched.printed());
                replace();
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries until it is there again or nobody wants it any more: a full disk may be freed hours later. */
    private synchronized void replace() throws InterruptedException {
        Duration pause = SHORTEST_PAUSE;
        while (!closed) {
            try {
                postmaster = launch.on(port);
                log.info("PostgreSQL is ready again on port {}", port);
                return;
            } catch (IOException | PostgresUnavailable failure) {
                log.error(
                        "PostgreSQL does not start, next attempt in {} ms: {}", pause.toMillis(), failure.getMessage());
                wait(pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private synchronized Postmaster current() {
        return postmaster;
    }

    private synchronized boolean isClosed() {
        return closed;
    }
}
