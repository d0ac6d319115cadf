package dev.fairway.resources;

/**
 * Users of a resource are others now, or there are none any more. Told in the transaction that changes them.
 *
 * @param mark of the resource, see {@link Bindings#mark}
 * @param name of the resource, without the environment
 * @param by who asked for it
 */
public record CredentialsChanged(String mark, String name, String environment, What what, String by) {

    public enum What {
        /** The users before may sign in for a while yet. */
        ROTATED,
        REVOKED
    }
}
