package dev.fairway.delivery.releases;

import dev.fairway.access.Actor;
import dev.fairway.delivery.releases.Releasing.Order;
import dev.fairway.shared.PlatformException;

/** Tries change requests in environments: what is asked for as a deployment becomes one beside it. */
public interface PreviewOrders {

    /** @param environment of its own, which may not be there yet */
    record Wanted(Order order, DeployEnvironment environment) {}

    /** @throws PlatformException where somebody may not try changes of the service */
    void requireMayTry(Service service, int change, Actor by);

    /**
     * What a change request would run as.
     *
     * @param order as if it was deployed to the environment
     * @throws PlatformException where it cannot be tried there
     */
    Wanted wanted(Order order, int change);

    /** Begins it, or brings it to another version; the same key does so once. */
    Release start(Order order, int change);
}
