package dev.fairway.postgres;

import java.nio.file.Path;

/**
 * @param folder keeps the database, its password, its port and its log
 * @param binaries folder that PostgreSQL's programs are unpacked into; several installations may share one
 */
public record PostgresSettings(Path folder, Path binaries, Durability durability) {

    /** What a power cut may cost. */
    public enum Durability {
        /** Nothing that was committed. */
        FULL,
        /** Everything; for databases that are thrown away. */
        NONE
    }

    public PostgresSettings {
        folder = folder.toAbsolutePath().normalize();
        binaries = binaries.toAbsolutePath().normalize();
    }

    /**
     * Those of an installation. The system property {@code fairway.postgres.binaries} names a folder for the programs that
     * was filled while Fairway was built, so that the first start does not have to.
     *
     * @param home FAIRWAY_HOME
     */
    public static PostgresSettings of(Path home) {
        Path folder = home.resolve("postgres");
        Path binaries = Path.of(System.getProperty("fairway.postgres.binaries", folder.toString()));
        return new PostgresSettings(folder, binaries, Durability.FULL);
    }

    Path data() {
        return folder.resolve("data");
    }
}
