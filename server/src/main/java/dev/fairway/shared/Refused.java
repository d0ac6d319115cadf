package dev.fairway.shared;

import java.util.Map;

/** The caller is known and may not do this: 403. */
public class Refused extends PlatformException {

    public Refused(String message) {
        super("forbidden", Fault.CALLER, 403, message, Map.of());
    }
}
