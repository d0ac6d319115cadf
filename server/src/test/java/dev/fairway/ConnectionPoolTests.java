package dev.fairway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ConnectionPoolTests {

    private static final int LONGEST_WAIT_MILLIS = 250;

    @Test
    void waitsForAConnectionThatIsInUseLongerThanForADatabaseThatIsAway() throws Exception {
        try (ConnectionPool pool = pool(TestPostgres.freshDatabase())) {
            Connection held = pool.getConnection();
            CompletableFuture<Connection> asked = CompletableFuture.supplyAsync(() -> connection(pool));
            await().pollDelay(Duration.ofMillis(2 * LONGEST_WAIT_MILLIS)).until(() -> !asked.isDone());

            held.close();

            assertThat(asked.get().isValid(1)).isTrue();
        }
    }

    private static ConnectionPool pool(String url) {
        ConnectionPool pool = new ConnectionPool();
        pool.setJdbcUrl(url);
        pool.setUsername(TestPostgres.user());
        pool.setPassword(TestPostgres.password());
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(LONGEST_WAIT_MILLIS);
        return pool;
    }

    private static Connection connection(ConnectionPool pool) {
        try {
            return pool.getConnection();
        } catch (SQLException failure) {
            throw new CompletionException(failure);
        }
    }
}
