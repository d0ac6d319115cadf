package dev.fairway.selfservice.spi;

import dev.fairway.shared.PlatformException;
import java.util.List;
import java.util.Optional;

/** Actions of one pillar: what can be asked for, what it would do and cost, and how it is carried out. */
public interface ActionHandler {

    /** The type of the invocations that it carries out, in upper case. No two handlers have the same. */
    String type();

    /** What can be asked for now. Cheap: it is asked for with every list of actions. */
    List<Offer> offers();

    /** The offer of that identifier, when it can be asked for now. */
    default Optional<Offer> offer(String identifier) {
        return offers().stream()
                .filter(offer -> offer.identifier().equals(identifier))
                .findFirst();
    }

    /**
     * What a request would do, while it is typed, when it is sent, and once more before it is carried out. Changes nothing,
     * and waits for nothing outside of the database. Values that are still missing or wrong are not its concern.
     */
    Plan plan(Asked asked);

    /**
     * Carries it out. It is called again with the same key when Fairway was stopped in the middle or a failure is tried again,
     * maybe on another node: it then goes on from whatever it finds, and does nothing twice.
     *
     * @throws PlatformException when it cannot be done. A fault of the caller ends the run with the message; any other is
     *     tried again as the invocation says
     */
    Done carryOut(Work work);
}
