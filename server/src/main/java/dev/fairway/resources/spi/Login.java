package dev.fairway.resources.spi;

/**
 * A user of a resource.
 *
 * @param role what the user may, one of {@link Provisioner#roles}
 * @param password never shown or logged
 */
public record Login(String role, String user, String password) {

    @Override
    public String toString() {
        return "Login[%s, %s]".formatted(role, user);
    }
}
