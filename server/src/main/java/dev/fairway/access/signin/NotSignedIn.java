package dev.fairway.access.signin;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** The request does not say who it is from: 401. */
public class NotSignedIn extends PlatformException {

    public NotSignedIn(String message) {
        super("unauthorized", Fault.CALLER, 401, message, Map.of());
    }
}
