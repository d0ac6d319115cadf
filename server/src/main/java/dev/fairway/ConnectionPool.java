package dev.fairway;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Waits longer for a connection where every one is in use than where the database gives none. */
final class ConnectionPool extends HikariDataSource {

    /** Of the time that the pool itself waits. */
    private static final int TRIES_WHILE_IN_USE = 10;

    @Override
    public Connection getConnection() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return super.getConnection();
            } catch (SQLTransientConnectionException waited) {
                if (attempt == TRIES_WHILE_IN_USE || !isInUse()) {
                    throw waited;
                }
            }
        }
    }

    private boolean isInUse() {
        HikariPoolMXBean pool = getHikariPoolMXBean();
        return pool != null && pool.getActiveConnections() == getMaximumPoolSize();
    }
}
