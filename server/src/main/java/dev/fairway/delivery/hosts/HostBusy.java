package dev.fairway.delivery.hosts;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.time.Duration;
import java.util.Map;

/** A Git host outside takes no more calls for a while: 503. */
public class HostBusy extends PlatformException {

    private final Duration wait;

    HostBusy(String host, Duration wait) {
        super(
                "git_host_busy",
                Fault.EXTERNAL,
                503,
                "%s takes no more calls for %,d seconds; try again then".formatted(host, Math.max(1, wait.toSeconds())),
                Map.of("host", host, "seconds", Math.max(1, wait.toSeconds())));
        this.wait = wait;
    }

    public Duration pause() {
        return wait;
    }
}
