package dev.fairway.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The ways to end a server, more abrupt from one to the next; after each of them no commit is lost.
 *
 * @see <a href="https://www.postgresql.org/docs/18/server-shutdown.html">Shutting Down the Server</a>
 */
enum Shutdown {
    FAST("INT", Duration.ofSeconds(30)),
    IMMEDIATE("QUIT", Duration.ofSeconds(8)),
    KILLED("KILL", Duration.ofSeconds(8));

    private final String signal;
    private final Duration patience;

    Shutdown(String signal, Duration patience) {
        this.signal = signal;
        this.patience = patience;
    }

    /** Returns when the process is gone. @return the way that ended it */
    static Shutdown end(ProcessHandle process) throws IOException {
        for (Shutdown way : values()) {
            new Command(List.of("sh", "-c", "kill -%s %d".formatted(way.signal, process.pid()))).succeeds();
            if (way.ended(process)) {
                return way;
            }
        }
        throw new IOException("process %d does not end, not even when killed".formatted(process.pid()));
    }

    private boolean ended(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException tooSlow) {
            return false;
        } catch (ExecutionException failure) {
            throw new IOException("process %d cannot be watched".formatted(process.pid()), failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
