package dev.fairway.delivery.hosts;

import java.util.Optional;

/** A Git host that Fairway signs in to. */
interface RemoteHost extends GitHost {

    /** Whom the token belongs to. */
    String account();

    /** @param path as the host names it; empty when it is not there or the token does not see it */
    Optional<FoundRepository> find(String path);
}
