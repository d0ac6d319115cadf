package dev.fairway.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a Fairway that was killed left behind in a data folder that is now ours alone. A surviving server is stopped and
 * started anew instead of being taken over: it becomes our child again, with this version's settings.
 */
final class Orphans {

    private static final Logger log = LoggerFactory.getLogger(Orphans.class);

    private Orphans() {}

    static void stop(Path data) throws IOException {
        List<ProcessHandle> left = workingIn(data);
        long postmaster = PidFile.read(data).map(PidFile::pid).orElse(0L);
        for (ProcessHandle process : left) {
            if (process.pid() == postmaster) {
                Shutdown way = Shutdown.end(process);
                log.info("Stopped PostgreSQL (process {}) that an earlier Fairway left running: {}", postmaster, way);
            }
        }
        for (ProcessHandle process : left) {
            if (process.isAlive()) {
                Shutdown.end(process);
            }
        }
        // PostgreSQL would take any process with the noted number for its server, as after a restart of a container
        if (Files.deleteIfExists(PidFile.in(data))) {
            log.info("PostgreSQL did not stop in order the last time; it recovers what was committed");
        }
    }

    /** The server and its helpers have their data folder as working directory, however they call themselves. */
    private static List<ProcessHandle> workingIn(Path data) throws IOException {
        Path folder = data.toRealPath();
        return ProcessHandle.allProcesses()
                .filter(process -> isIn(folder, process))
                .toList();
    }

    private static boolean isIn(Path folder, ProcessHandle process) {
        try {
            Path directory = Path.of("/proc", String.valueOf(process.pid()), "cwd");
            return Files.readSymbolicLink(directory).equals(folder)
                    && process.info()
                            .command()
                            .filter(program -> program.endsWith("/postgres"))
                            .isPresent();
        } catch (IOException goneOrForeign) {
            return false;
        }
    }
}
