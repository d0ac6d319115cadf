package dev.fairway.selfservice.spi;

import dev.fairway.access.Actor;
import dev.fairway.shared.PlatformException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Asks for actions where no person does. Rules judge it like any request. */
public interface Requesting {

    /**
     * As Fairway itself.
     *
     * @param entity identifier of what it is about
     * @return id of the run
     * @throws PlatformException when it may not be, or is wrong
     */
    String ask(String action, String entity, ObjectNode inputs);

    /**
     * As somebody who pressed a button elsewhere.
     *
     * @param entity identifier of what it is about; null for nothing
     * @return id of the run, which may wait for approval
     * @throws PlatformException when it may not be, or is wrong
     */
    String ask(String action, @Nullable String entity, ObjectNode inputs, Actor by);
}
