package dev.fairway.delivery.hosts;

import java.util.Optional;

/** A Git host that Fairway signs in to. */
interface RemoteHost extends GitHost {

    /** As whom. */
    String account();

    /** @param path as the host names it; empty when it is not there or Fairway does not see it */
    Optional<FoundRepository> find(String path);
}
