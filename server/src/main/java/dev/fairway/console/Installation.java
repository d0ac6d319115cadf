package dev.fairway.console;

import dev.fairway.postgres.DatabaseAddress;
import dev.fairway.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A connection to the installation's database: the external one, the one of a Fairway that runs right now, or one that is
 * started for as long as this is open.
 */
record Installation(Connection connection, Optional<PostgresServer> started) implements AutoCloseable {

    static Installation open(ConsoleSettings settings) throws SQLException {
        Optional<DatabaseAddress> there = settings.external().or(() -> PostgresServer.running(settings.postgres()));
        if (there.isPresent()) {
            return new Installation(connect(there.get()), Optional.empty());
        }
        PostgresServer server = PostgresServer.start(settings.postgres());
        try {
            return new Installation(connect(server.address()), Optional.of(server));
        } catch (SQLException failure) {
            server.close();
            throw failure;
        }
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    @Override
    public void close() throws SQLException {
        try {
            connection.close();
        } finally {
            started.ifPresent(PostgresServer::close);
        }
    }
}
