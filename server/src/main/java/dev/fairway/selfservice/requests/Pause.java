package dev.fairway.selfservice.requests;

import dev.fairway.shared.Busy;
import java.time.Duration;

/** A moment until something is looked at again. */
final class Pause {

    private Pause() {}

    /** @throws Busy when Fairway ends meanwhile */
    static void of(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Busy("Fairway ends; send it again");
        }
    }
}
