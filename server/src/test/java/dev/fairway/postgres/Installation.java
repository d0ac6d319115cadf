package dev.fairway.postgres;

import dev.fairway.postgres.PostgresSettings.Durability;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** A folder with the server that was started in it last. */
final class Installation implements AutoCloseable {

    private final Path home;
    private final Deque<PostgresServer> started = new ArrayDeque<>();

    Installation(Path home) {
        this.home = home;
    }

    PostgresServer start() {
        started.push(PostgresServer.start(settings()));
        return server();
    }

    PostgresServer server() {
        return started.element();
    }

    Query query() {
        return new Query(server().address());
    }

    long postmaster() {
        return PidFile.read(settings().data()).orElseThrow().pid();
    }

    PostgresSettings settings() {
        return new PostgresSettings(home.resolve("postgres"), TestPostgres.binaries(), Durability.FULL);
    }

    @Override
    public void close() {
        started.forEach(PostgresServer::close);
    }
}
