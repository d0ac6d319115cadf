package dev.fairway.postgres;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL could not be started; the message is meant for the person at the console. */
public class PostgresUnavailable extends PlatformException {

    static final String DISK_FULL = "No space left on device";

    PostgresUnavailable(String message) {
        this(message, null);
    }

    private PostgresUnavailable(String message, @Nullable Throwable cause) {
        super("postgres_unavailable", Fault.PLATFORM, 503, message, Map.of(), cause);
    }

    static PostgresUnavailable diskFull(Path folder) {
        return new PostgresUnavailable(
                "The disk that holds %s is full (%d MB free), so PostgreSQL cannot start; free some space and start again"
                        .formatted(folder, folder.toFile().getUsableSpace() / 1_000_000));
    }

    /** @param attempt what was tried, as in "unpack PostgreSQL" */
    static PostgresUnavailable because(String attempt, Path folder, IOException failure) {
        if (String.valueOf(failure.getMessage()).contains(DISK_FULL)) {
            return diskFull(folder);
        }
        return new PostgresUnavailable(
                "Fairway cannot %s in %s: %s".formatted(attempt, folder, reason(failure)), failure);
    }

    private static String reason(IOException failure) {
        return failure instanceof AccessDeniedException
                ? "access denied; give the user that runs Fairway the right to write there"
                : String.valueOf(failure.getMessage());
    }
}
