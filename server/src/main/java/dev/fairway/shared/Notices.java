package dev.fairway.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells every node when something that nodes keep in memory has changed. Triggers on the tables announce each change on
 * one PostgreSQL channel when it is committed, whoever made it; the payload names what changed. What was read for one
 * version may be used until the version grows; while this node cannot hear the others, every question gets a new one.
 */
@Component
public class Notices extends RecurringWork {

    private static final int LONGEST_WAIT_MILLIS = 1000;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final DataSource database;
    private final Map<String, AtomicLong> versions = new ConcurrentHashMap<>();
    private volatile boolean listening;

    Notices(DataSource database) {
        super("notices", PAUSE);
        this.database = database;
    }

    /** How often this has changed, as far as this node knows. */
    public long version(String topic) {
        AtomicLong version = versions.computeIfAbsent(topic, first -> new AtomicLong());
        return listening ? version.get() : version.incrementAndGet();
    }

    /** This node changes it: others hear of it at commit, this one must not wait for its own echo. */
    public void changed(String topic) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            grow(topic);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                grow(topic);
            }
        });
    }

    private void grow(String topic) {
        versions.computeIfAbsent(topic, first -> new AtomicLong()).incrementAndGet();
    }

    @Override
    protected void work() throws SQLException {
        try (Connection connection = database.getConnection()) {
            listen(connection);
        } finally {
            listening = false;
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen fairway");
        }
        versions.keySet().forEach(this::grow);
        listening = true;
        while (isRunning()) {
            PGNotification[] heard = connection.unwrap(PGConnection.class).getNotifications(LONGEST_WAIT_MILLIS);
            if (heard != null) {
                for (PGNotification notice : heard) {
                    grow(notice.getParameter());
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("unlisten fairway");
        }
    }
}
