package dev.fairway.delivery.contents;

import java.io.IOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One at a time for each repository on this node. Whoever has a turn waits for nobody, not even for the database, so that nobody waits
 * for it in a circle.
 */
final class Turns {

    private static final int MANY = 64;

    private final Lock[] locks = Stream.generate(ReentrantLock::new).limit(MANY).toArray(Lock[]::new);

    /** May have nothing to give. */
    interface Work<T> {
        @Nullable
        T done() throws IOException;
    }

    <T> @Nullable T one(String repository, Work<T> work) throws IOException {
        Lock lock = locks[Math.floorMod(repository.hashCode(), MANY)];
        lock.lock();
        try {
            return work.done();
        } finally {
            lock.unlock();
        }
    }
}
