package dev.fairway.selfservice.requests;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** A link that was not made here, or has ended: 404 {@code link_not_valid}. */
class LinkNotValid extends PlatformException {

    LinkNotValid() {
        super(
                "link_not_valid",
                Fault.CALLER,
                404,
                "This link is not valid, or not any more; sign in and look at what waits for you",
                Map.of());
    }
}
