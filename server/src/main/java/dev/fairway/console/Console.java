package dev.fairway.console;

import dev.fairway.access.PasswordReset;
import dev.fairway.shared.PlatformException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.api.FlywayException;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Runs one command and says on {@code out} what came of it. */
public final class Console {

    /** How many arguments each command takes. */
    private static final Map<String, Integer> COMMANDS =
            Map.of("backup", 1, "restore", 1, "reset-password", 1, "rotate-key", 0);

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private final ConsoleSettings settings;
    private final Clock clock;
    private final PrintStream out;

    public Console(ConsoleSettings settings, Clock clock, PrintStream out) {
        this.settings = settings;
        this.clock = clock;
        this.out = out;
    }

    /** What ./run starts for a command, in the place of the server. */
    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "dev/fairway/console/logback.xml");
        ConsoleSettings settings = ConsoleSettings.of(System.getenv());
        System.exit(new Console(settings, Clock.systemUTC(), System.out).run(arguments));
    }

    /** @return the exit code of the process */
    public int run(String... arguments) {
        if (arguments.length == 0 || !Objects.equals(COMMANDS.get(arguments[0]), arguments.length - 1)) {
            out.println("Use: backup FILE, restore FILE, reset-password EMAIL, or rotate-key");
            return NOT_UNDERSTOOD;
        }
        try {
            out.println(carryOut(arguments[0], arguments[arguments.length - 1]));
            return DONE;
        } catch (PlatformException refusal) {
            out.println(refusal.reason());
        } catch (SQLException | IOException | FlywayException | DataAccessException failure) {
            String outcome = arguments[0].equals("rotate-key") ? "is not finished, run it again" : "changed nothing";
            out.println("The %s failed and %s: %s".formatted(arguments[0], outcome, failure.getMessage()));
        }
        return FAILED;
    }

    private String carryOut(String command, String argument) throws IOException, SQLException {
        return switch (command) {
            case "backup" -> backUp(Path.of(argument).toAbsolutePath());
            case "restore" -> restore(Path.of(argument).toAbsolutePath());
            case "rotate-key" -> rotateKey();
            default -> resetPassword(argument);
        };
    }

    private String rotateKey() throws IOException, SQLException {
        try (Installation installation = Installation.open(settings)) {
            return new RotateKey(installation.connection(), settings.keyFile(), settings.keys()).run();
        }
    }

    private String resetPassword(String email) throws SQLException {
        try (Installation installation = Installation.open(settings)) {
            String password = new PasswordReset(DSL.using(installation.connection(), SQLDialect.POSTGRES)).of(email);
            return "The new password of %s is %s  (shown this once; another is chosen at the next sign-in)"
                    .formatted(email, password);
        }
    }

    private String backUp(Path file) throws IOException, SQLException {
        KeyFile key = settings.keyFile();
        if (key.next().exists()) {
            throw new NotPossible("The change of the key is not finished; run rotate-key again, then back up");
        }
        try (Installation installation = Installation.open(settings)) {
            Contents contents = new Backup(installation.connection(), key, clock).to(file);
            String keyNote = key.exists()
                    ? "It holds the key of this installation: keep the file as safe as the installation itself."
                    : "The key of this installation is not in it: keep FAIRWAY_SECRET_KEY beside it.";
            return "Wrote %s: %s. %s".formatted(file, contents.summary(), keyNote);
        }
    }

    private String restore(Path file) throws IOException, SQLException {
        settings.refuseWhileRunning();
        try (BackupFile backup = BackupFile.open(file);
                Installation installation = Installation.open(settings)) {
            Contents contents = new Restore(installation.connection(), settings.keyFile()).from(backup);
            String keyNote = backup.header().holdsKey()
                    ? ""
                    : " Start Fairway with the FAIRWAY_SECRET_KEY that the backed up installation had.";
            return "Restored %s from %s.%s".formatted(contents.summary(), file, keyNote);
        }
    }
}
