package dev.fairway.shared;

/**
 * Somewhere outside that is told of a fact beside people and teams. Its address may be a secret, so it is looked up by
 * {@link Places} only when something is sent.
 *
 * @param name unique in the whole installation, such as {@code action/roll-out}
 */
public record Place(String name, Format format) {

    /** How a message is written there. */
    public enum Format {
        JSON,
        SLACK
    }
}
