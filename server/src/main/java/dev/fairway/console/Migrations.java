package dev.fairway.console;

import dev.fairway.console.Header.SchemaVersion;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Makes the tables as they were at given versions, within a transaction that somebody else ends. */
final class Migrations {

    private Migrations() {}

    static void run(Connection connection, List<SchemaVersion> schemas) {
        for (SchemaVersion schema : schemas) {
            FluentConfiguration migrations = Flyway.configure()
                    .dataSource(new OneTransaction(connection))
                    .schemas(schema.name())
                    .locations("classpath:db/" + schema.name())
                    .loggers("slf4j");
            refuseUnknown(migrations.load().info().all(), schema);
            migrations.target(schema.version()).load().migrate();
        }
    }

    private static void refuseUnknown(MigrationInfo[] known, SchemaVersion schema) {
        MigrationVersion wanted = MigrationVersion.fromVersion(schema.version());
        if (Arrays.stream(known).anyMatch(migration -> wanted.equals(migration.getVersion()))) {
            return;
        }
        throw new NotPossible(
                "The backup has \"%s\" in version %s, which this Fairway does not know; restore it with a newer one"
                        .formatted(schema.name(), schema.version()));
    }
}
