package dev.fairway.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What a running server says about itself in postmaster.pid.
 *
 * @param status "starting", "ready", "stopping" or "standby"; empty while it is not known
 * @see <a href="https://www.postgresql.org/docs/18/storage-file-layout.html">Database File Layout</a>
 */
record PidFile(long pid, int port, String status) {

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    static Path in(Path data) {
        return data.resolve("postmaster.pid");
    }

    /** Empty when there is none or it is still being written. */
    static Optional<PidFile> read(Path data) {
        try {
            List<String> lines = Files.readAllLines(in(data));
            return Optional.of(new PidFile(
                    Long.parseLong(lines.getFirst().strip()),
                    lines.size() > PORT_LINE
                            ? Integer.parseInt(lines.get(PORT_LINE).strip())
                            : 0,
                    lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : ""));
        } catch (IOException | NumberFormatException | NoSuchElementException incomplete) {
            return Optional.empty();
        }
    }
}
