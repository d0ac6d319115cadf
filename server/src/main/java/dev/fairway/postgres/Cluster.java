package dev.fairway.postgres;

import dev.fairway.postgres.PostgresSettings.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The data folder with its password: there completely, or not at all. */
record Cluster(PostgresSettings settings, Binaries binaries, Account account) {

    static final String USER = "fairway";
    static final String DATABASE = "fairway";

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Makes what is missing and gives it to the account. @return the password */
    String prepare(ServerLog log) throws IOException {
        Path data = settings.data();
        if (!Files.exists(data)) {
            create(data, log);
        }
        refuseOtherVersion(data);
        Folders.give(data, account.owner());
        return password(settings);
    }

    static String password(PostgresSettings settings) throws IOException {
        Path file = passwordFile(settings);
        if (!Files.exists(file)) {
            throw new PostgresUnavailable(
                    "%s holds a database but %s, its password, is missing; put the file back or restore a backup into a new folder"
                            .formatted(settings.data(), file));
        }
        return Files.readString(file).strip();
    }

    private void create(Path data, ServerLog log) throws IOException {
        Path prepared = data.resolveSibling("data.new");
        Path passwordCopy = data.resolveSibling("password.new");
        Folders.delete(prepared);
        Files.deleteIfExists(passwordCopy);
        Files.createDirectory(
                prepared, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Folders.give(prepared, account.owner());
        String password = newPassword();
        keep(passwordFile(settings), password);
        keep(passwordCopy, password);
        Folders.give(passwordCopy, account.owner());
        initialise(prepared, passwordCopy, log);
        Files.delete(passwordCopy);
        Folders.moveIntoPlace(prepared, data);
    }

    /**
     * PostgreSQL's own C.UTF-8 rules order and fold text the same on every machine and after every update of its C library;
     * the library's C.UTF-8 is still what pg_trgm asks which characters are letters.
     */
    private void initialise(Path data, Path passwordFile, ServerLog log) throws IOException {
        Command initdb = command("initdb")
                .with("--pgdata=" + data, "--username=" + USER, "--pwfile=" + passwordFile, "--auth=scram-sha-256")
                .with("--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
                .with("--lc-messages=C");
        boolean durable = settings.durability() == Durability.FULL;
        attempt(durable ? initdb : initdb.with("--no-sync"), "", log);
        Command single =
                command("postgres").with("--single", "-D", data.toString(), "-c", "fsync=" + (durable ? "on" : "off"));
        attempt(single.with("postgres"), "create database %s\n".formatted(DATABASE), log);
    }

    private void attempt(Command command, String input, ServerLog log) throws IOException {
        long before = log.size();
        try {
            command.run(input, log.file());
        } catch (IOException failure) {
            String printed = log.since(before);
            if (printed.contains(PostgresUnavailable.DISK_FULL)) {
                throw PostgresUnavailable.diskFull(settings.folder());
            }
            throw new IOException("%s; it printed: %s".formatted(failure.getMessage(), printed.strip()), failure);
        }
    }

    private Command command(String program) {
        return new Command(account.prefix()).with(binaries.program(program).toString());
    }

    private void refuseOtherVersion(Path data) throws IOException {
        String version = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!version.equals(String.valueOf(binaries.majorVersion()))) {
            throw new PostgresUnavailable(
                    "%s was made by PostgreSQL %s and this Fairway brings %d; back it up with the Fairway that made it and restore it here"
                            .formatted(data, version, binaries.majorVersion()));
        }
    }

    private static Path passwordFile(PostgresSettings settings) {
        return settings.folder().resolve("password");
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }

    private static void keep(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, OWNER_ONLY);
        Files.writeString(file, secret + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    }
}
