package dev.fairway.delivery.hosts;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** A Git host outside answered that it does not do what it was asked for: 502. Doing it again mostly does not help. */
public class HostRefusal extends PlatformException {

    private final int answered;

    /** @param answered status of the host */
    HostRefusal(String message, int answered) {
        super("git_host_refused", Fault.EXTERNAL, 502, message, Map.of("status", answered));
        this.answered = answered;
    }

    /** The host itself is in trouble: doing it again later may help after all. */
    public boolean isPassing() {
        return answered >= 500;
    }

    int answered() {
        return answered;
    }
}
