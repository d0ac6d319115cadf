package dev.fairway.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class TestPostgresTests {

    @Test
    void givesEachCallerAnEmptyDatabase() throws Exception {
        String first = TestPostgres.freshDatabase();
        String second = TestPostgres.freshDatabase();
        assertThat(first).isNotEqualTo(second);
        try (var connection = DriverManager.getConnection(second, TestPostgres.user(), TestPostgres.password());
                var tables = connection.getMetaData().getTables(null, "public", "%", null)) {
            assertThat(tables.next()).isFalse();
        }
    }
}
