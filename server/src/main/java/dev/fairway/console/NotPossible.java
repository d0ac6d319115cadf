package dev.fairway.console;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** A command that cannot be carried out as things are; nothing was changed. */
class NotPossible extends PlatformException {

    NotPossible(String message) {
        super("not_possible", Fault.CALLER, 409, message, Map.of());
    }
}
