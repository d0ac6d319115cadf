package dev.fairway.shared;

import java.util.Map;

/** There is more to do than can be done at once; nothing was changed, and a later try will go through: 503. */
public class Busy extends PlatformException {

    public Busy(String message) {
        super("busy", Fault.CAPACITY, 503, message, Map.of());
    }
}
