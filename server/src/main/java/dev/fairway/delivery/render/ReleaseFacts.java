package dev.fairway.delivery.render;

/**
 * Where a service is rendered for.
 *
 * @param kubernetes version of the cluster, such as {@code 1.34.2}
 */
public record ReleaseFacts(String kubernetes) {

    /** For a cluster that nobody has asked yet. */
    public static final ReleaseFacts STANDARD = new ReleaseFacts("1.34.0");
}
