package dev.fairway.shared;

import java.util.Map;

/** Something was asked for by name and is not there: 404 {@code not_found}. */
public class NotFound extends PlatformException {

    public NotFound(String resource, String byField, String value) {
        super(
                "not_found",
                Fault.CALLER,
                404,
                "%s with %s \"%s\" was not found".formatted(resource, byField, value),
                Map.of("resource", resource, "byField", byField, "withValue", value));
    }
}
