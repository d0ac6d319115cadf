package fairway.codegen;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.SchemaMappingType;
import org.jooq.meta.jaxb.Target;

/**
 * Runs every module's migrations on a throw-away PostgreSQL and writes jOOQ's table classes from the result.
 * Arguments: the folder that holds one folder of migrations a module, and the folder to write to.
 * Does nothing when the migrations are those of the last run.
 */
public final class GenerateTables {

    public static void main(String[] args) throws Exception {
        Path migrations = Path.of(args[0]);
        Path target = Path.of(args[1]);
        Path mark = target.resolve("migrations.sha256");
        String fingerprint = fingerprint(migrations);
        if (Files.exists(mark) && Files.readString(mark).equals(fingerprint)) {
            return;
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            for (String module : modules(migrations)) {
                migrate(postgres, migrations, module);
            }
            GenerationTool.generate(configuration(postgres, modules(migrations), target));
        }
        Files.writeString(mark, fingerprint);
    }

    private static void migrate(EmbeddedPostgres postgres, Path migrations, String module) {
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .schemas(module)
                .locations("filesystem:" + migrations.resolve(module))
                .load()
                .migrate();
    }

    private static Configuration configuration(EmbeddedPostgres postgres, List<String> modules, Path target) {
        return new Configuration()
                .withJdbc(new Jdbc().withUrl(postgres.getJdbcUrl("postgres", "postgres")))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withSchemata(modules.stream()
                                        .map(module -> new SchemaMappingType().withInputSchema(module))
                                        .toList())
                                .withExcludes("flyway_schema_history"))
                        .withGenerate(new Generate().withRecords(true).withJavaTimeTypes(true))
                        .withTarget(
                                new Target().withPackageName("fairway.tables").withDirectory(target.toString())));
    }

    private static List<String> modules(Path migrations) throws IOException {
        try (Stream<Path> folders = Files.list(migrations)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static String fingerprint(Path migrations) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.walk(migrations)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(migrations.relativize(file).toString().getBytes());
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
