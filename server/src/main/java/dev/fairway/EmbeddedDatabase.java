package dev.fairway;

import dev.fairway.postgres.PostgresServer;
import dev.fairway.postgres.PostgresSettings;
import dev.fairway.postgres.PostgresUnavailable;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The PostgreSQL that Fairway brings along. It starts while the application is put together, and stops after it. */
final class EmbeddedDatabase implements Runnable {

    private final CompletableFuture<PostgresServer> server;

    private EmbeddedDatabase(CompletableFuture<PostgresServer> server) {
        this.server = server;
    }

    static EmbeddedDatabase startIn(Path home) {
        PostgresSettings settings = PostgresSettings.of(home.toAbsolutePath().normalize());
        CompletableFuture<PostgresServer> server = new CompletableFuture<>();
        Thread.ofPlatform().name("postgres-start").start(() -> {
            try {
                server.complete(PostgresServer.start(settings));
            } catch (RuntimeException failure) {
                server.completeExceptionally(failure);
            }
        });
        return new EmbeddedDatabase(server);
    }

    /** Waits until the server takes connections. @throws PostgresUnavailable when it cannot be started */
    DatabaseSettings settings() {
        try {
            PostgresServer started = server.join();
            return new DatabaseSettings(started.jdbcUrl(), started.user(), started.password());
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof PostgresUnavailable known ? known : failure;
        }
    }

    /** Stops the server. */
    @Override
    public void run() {
        server.exceptionally(notStarted -> null)
                .thenAccept(started -> {
                    if (started != null) {
                        started.close();
                    }
                })
                .join();
    }
}
