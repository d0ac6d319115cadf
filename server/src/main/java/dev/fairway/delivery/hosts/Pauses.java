package dev.fairway.delivery.hosts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Until when hosts asked not to be called, as far as this node heard: whoever goes on calling is shut out for longer. */
final class Pauses {

    private final Clock clock;
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();

    Pauses(Clock clock) {
        this.clock = clock;
    }

    /** @throws HostBusy while there is one */
    void check(String host) {
        Instant end = ends.get(host);
        if (end == null) {
            return;
        }
        Duration left = Duration.between(clock.instant(), end);
        if (left.isPositive()) {
            throw new HostBusy(host, left);
        }
        ends.remove(host, end);
    }

    void end(String host) {
        ends.remove(host);
    }

    void begin(String host, Duration pause) {
        ends.put(host, clock.instant().plus(pause));
    }
}
