package dev.fairway.access.vault;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** This key is not the one that the installation's values are sealed with, or is none. */
class KeyRefused extends PlatformException {

    KeyRefused(String message) {
        super("key_refused", Fault.PLATFORM, 500, message, Map.of());
    }
}
