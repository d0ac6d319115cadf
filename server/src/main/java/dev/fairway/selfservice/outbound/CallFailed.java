package dev.fairway.selfservice.outbound;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** A call to the outside brought no answer: 502. */
public class CallFailed extends PlatformException {

    CallFailed(String message) {
        super("call_failed", Fault.EXTERNAL, 502, message, Map.of());
    }
}
