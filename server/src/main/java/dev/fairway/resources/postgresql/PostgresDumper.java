package dev.fairway.resources.postgresql;

import dev.fairway.resources.spi.Dumper;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Databases by {@code pg_dump} and {@code pg_restore}, without owners and rights: what is restored belongs to the owning role of
 * the new database. Programs get the password in their environment, and nothing secret as an argument.
 */
@Component
class PostgresDumper implements Dumper {

    private static final Pattern MAJOR = Pattern.compile("(\\d{1,4}).*");

    /** Extensions belong to the administrator, and so do comments on them. */
    private static final Pattern OF_ADMINISTRATOR = Pattern.compile("\\d+; \\d+ \\d+ COMMENT - EXTENSION .*");

    private final PostgresPrograms programs;

    PostgresDumper(PostgresPrograms programs) {
        this.programs = programs;
    }

    @Override
    public String kind() {
        return "postgresql";
    }

    @Override
    public Optional<String> obstacle(@Nullable String version) {
        Optional<Path> dump = programs.find(PostgresPrograms.DUMP);
        if (dump.isEmpty() || programs.find(PostgresPrograms.RESTORE).isEmpty()) {
            return Optional.of("pg_dump is not on this machine");
        }
        OptionalInt program = programs.version(dump.get());
        Matcher server = MAJOR.matcher(version == null ? "" : version);
        if (program.isEmpty() || !server.matches()) {
            return Optional.of("it is not known whether pg_dump and the server go together");
        }
        return program.getAsInt() < Integer.parseInt(server.group(1))
                ? Optional.of("pg_dump is version %d, and the server %s".formatted(program.getAsInt(), server.group(1)))
                : Optional.empty();
    }

    @Override
    public void dump(Server server, Wanted wanted, OutputStream to) throws IOException {
        requireOurs(server, wanted);
        letAdministratorRead(server, wanted);
        ProcessBuilder builder = builder(
                server,
                wanted,
                PostgresPrograms.DUMP,
                "--format=custom",
                "--no-owner",
                "--no-privileges",
                "--no-publications",
                "--no-subscriptions",
                "--lock-wait-timeout=60s",
                "--no-password");
        try (ProgramCall call = ProgramCall.begin(builder, programs.timeout())) {
            call.pourInto(to);
            requireGood(call, server, PostgresPrograms.DUMP);
        }
    }

    private static void requireOurs(Server server, Wanted wanted) {
        String owner = PostgresProvisioner.group(wanted, PostgresProvisioner.OWNER);
        boolean isOurs = PostgresSession.use(
                PostgresAddress.of(server, server.text("database", "postgres")),
                session -> session.commentOn(owner).equals(Optional.of(wanted.mark()))
                        && !session.texts(
                                        "select datname from pg_database where datname = %L and pg_get_userbyid(datdba) = %L",
                                        wanted.name(), owner)
                                .isEmpty());
        if (!isOurs) {
            throw new NameTaken("Database", wanted.name(), server.identifier());
        }
    }

    /** What users made as themselves, and not as their role, an administrator who is no superuser reads as one of them only. */
    private static void letAdministratorRead(Server server, Wanted wanted) {
        PostgresSession.use(PostgresAddress.of(server, server.text("database", "postgres")), session -> {
            session.rolesMarked(wanted.mark()).forEach(role -> session.run("grant %I to current_user", role));
            return true;
        });
    }

    /** All of it or nothing, in one transaction. */
    @Override
    public void restore(Server server, Wanted wanted, Source from) throws IOException {
        Path list = Files.createTempFile("fairway-restore-", ".list");
        try {
            Files.write(list, contents(server, wanted, from));
            List<String> arguments = new ArrayList<>(List.of(
                    "--no-owner",
                    "--no-privileges",
                    "--single-transaction",
                    "--exit-on-error",
                    "--no-password",
                    "--use-list=" + list));
            arguments.add("--role=" + PostgresProvisioner.group(wanted, PostgresProvisioner.OWNER));
            arguments.add("--dbname=dbname='%s'"
                    .formatted(wanted.name().replace("\\", "\\\\").replace("'", "\\'")));
            ProcessBuilder builder = builder(server, wanted, PostgresPrograms.RESTORE, arguments.toArray(String[]::new))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            try (ProgramCall call = ProgramCall.begin(builder, programs.timeout());
                    InputStream dump = from.open()) {
                // a dump that cannot be read to its end closes the call, so that nothing of it is kept
                call.fillFrom(dump);
                requireGood(call, server, PostgresPrograms.RESTORE);
            }
        } finally {
            Files.deleteIfExists(list);
        }
    }

    /** What is in the dump, line by line, but for what the owning role cannot restore. */
    private List<String> contents(Server server, Wanted wanted, Source from) throws IOException {
        ProcessBuilder builder = builder(server, wanted, PostgresPrograms.RESTORE, "--list");
        Path answer = Files.createTempFile("fairway-restore-", ".contents");
        try (ProgramCall call = ProgramCall.begin(builder.redirectOutput(answer.toFile()), programs.timeout());
                InputStream dump = from.open()) {
            call.fillFrom(dump);
            requireGood(call, server, PostgresPrograms.RESTORE);
            return Files.readAllLines(answer).stream()
                    .filter(line -> !OF_ADMINISTRATOR.matcher(line).matches())
                    .toList();
        } finally {
            Files.deleteIfExists(answer);
        }
    }

    private static void requireGood(ProgramCall call, Server server, String program) throws IOException {
        if (!call.isGood()) {
            throw new ServerFailed(server.identifier(), call.reason(program), null);
        }
    }

    private ProcessBuilder builder(Server server, Wanted wanted, String program, String... arguments) {
        Path path = programs.find(program)
                .orElseThrow(() ->
                        new ServerFailed(server.identifier(), "%s is not on this machine".formatted(program), null));
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(path.toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
        environment.putAll(PostgresAddress.of(server, wanted.name()).environment());
        return builder;
    }
}
