package dev.fairway.postgres;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a fact instead of for a time. */
public final class Await {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(20);

    private Await() {}

    /** @param fact counts as not there yet when asking for it fails */
    public static void until(String name, Callable<Boolean> fact) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!holds(fact)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("%s did not come true within %s".formatted(name, LONGEST));
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private static boolean holds(Callable<Boolean> fact) {
        try {
            return fact.call();
        } catch (Exception notYet) {
            return false;
        }
    }
}
