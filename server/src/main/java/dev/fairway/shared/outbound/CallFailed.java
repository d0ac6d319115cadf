package dev.fairway.shared.outbound;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** A call to the outside brought no answer: 502. */
public class CallFailed extends PlatformException {

    /** What is known of a call without an answer. */
    public enum Arrival {
        NONE,
        PERHAPS
    }

    private final Arrival arrival;

    public CallFailed(String message, Arrival arrival) {
        super("call_failed", Fault.EXTERNAL, 502, message, Map.of());
        this.arrival = arrival;
    }

    /** Whether it may have had its effect all the same. */
    public boolean mayHaveArrived() {
        return arrival == Arrival.PERHAPS;
    }
}
