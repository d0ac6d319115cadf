package dev.fairway.catalog.entities;

import dev.fairway.shared.Busy;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets a few bulk requests work at a time. The others wait in the order in which they came, without a connection to the
 * database, so that there are always some for everybody else. More at once would not be faster: the database is the limit.
 */
@Component
class BulkTurns {

    private static final int AT_ONCE = 4;
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    <T> T take(Supplier<T> work) {
        await();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private void await() {
        try {
            if (turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new Busy("Too many bulk requests are being worked on; nothing of this one was done, send it again later");
    }
}
