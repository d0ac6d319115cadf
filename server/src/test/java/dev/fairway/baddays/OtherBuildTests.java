package dev.fairway.baddays;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build that does not know the tables it finds leaves them alone, and says so in a sentence. */
class OtherBuildTests {

    @Test
    void doesNotStartOnTablesThatWereMadeDifferently(@TempDir Path home) throws SQLException {
        assertRefused(home, "update shared.flyway_schema_history set checksum = 1 where version = '1'", "migration 1");
    }

    @Test
    void doesNotStartOnTablesOfANewerBuild(@TempDir Path home) throws SQLException {
        assertRefused(
                home,
                "insert into shared.flyway_schema_history"
                        + " select 99, '999', 'from the future', type, script, 1, installed_by, now(), 1, true"
                        + " from shared.flyway_schema_history where version = '1'",
                "migration 999 \"from the future\"");
    }

    private static void assertRefused(Path home, String change, String named) throws SQLException {
        String url = TestPostgres.freshDatabase();
        Flyway.configure()
                .dataSource(url, TestPostgres.user(), TestPostgres.password())
                .schemas("shared")
                .locations("classpath:db/shared")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url, TestPostgres.user(), TestPostgres.password())) {
            connection.createStatement().execute(change);
        }
        Map<String, String> external = Map.of(
                "FAIRWAY_DATABASE_URL", url,
                "FAIRWAY_DATABASE_USER", TestPostgres.user(),
                "FAIRWAY_DATABASE_PASSWORD", TestPostgres.password());
        assertThatThrownBy(() -> Product.in(home, external))
                .hasMessageContaining("made by another build: the tables of \"shared\" differ at " + named)
                .hasMessageContaining("Start the build that made them")
                .hasMessageNotContaining("FlywayValidateException");
    }
}
