package dev.fairway.access.signin;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** Nobody is known by what was given: 401. It does not say which part was wrong. */
class InvalidCredentials extends PlatformException {

    InvalidCredentials(String message) {
        super("invalid_credentials", Fault.CALLER, 401, message, Map.of());
    }
}
