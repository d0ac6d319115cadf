package dev.fairway.shared;

import java.util.Map;

/** What was asked for contradicts what is there: 409. */
public class Conflict extends PlatformException {

    public Conflict(String code, String message, Map<String, ?> details) {
        super(code, Fault.CALLER, 409, message, details);
    }

    public static Conflict exists(String resource, String identifier) {
        return new Conflict(
                "already_exists",
                "%s \"%s\" already exists; choose another identifier or update it".formatted(resource, identifier),
                Map.of("resource", resource, "identifier", identifier));
    }
}
