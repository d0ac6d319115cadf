package dev.fairway.delivery.hosts;

/** Tokens by which calls are let in to one Git host. */
interface CallTokens {

    /** @param path that is called */
    String of(String path);

    /** The host did not take it. @return whether there may be another one now */
    default boolean drop(String token) {
        return false;
    }
}
