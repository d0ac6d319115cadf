package dev.fairway.console;

import dev.fairway.console.Header.SchemaVersion;
import java.sql.Connection;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** Makes the tables as they were at given versions, within a transaction that somebody else ends. */
final class Migrations {

    private Migrations() {}

    static void run(Connection connection, List<SchemaVersion> schemas) {
        for (SchemaVersion schema : schemas) {
            Flyway flyway = Flyway.configure()
                    .dataSource(new OneTransaction(connection))
                    .schemas(schema.name())
                    .locations("classpath:db/" + schema.name())
                    .target(schema.version())
                    .loggers("slf4j")
                    .load();
            refuseUnknown(flyway, schema);
            flyway.migrate();
        }
    }

    private static void refuseUnknown(Flyway flyway, SchemaVersion schema) {
        MigrationVersion wanted = MigrationVersion.fromVersion(schema.version());
        for (MigrationInfo known : flyway.info().all()) {
            if (wanted.equals(known.getVersion())) {
                return;
            }
        }
        throw new NotPossible(
                "The backup has \"%s\" in version %s, which this Fairway does not know; restore it with a newer one"
                        .formatted(schema.name(), schema.version()));
    }
}
