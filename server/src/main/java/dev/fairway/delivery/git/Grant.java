package dev.fairway.delivery.git;

/**
 * The right of somebody beside the owner team.
 *
 * @param name of a team, or the e-mail of a user
 */
public record Grant(Kind kind, String name, Level level) {

    public enum Kind {
        TEAM,
        USER
    }

    /** The second holds the first. */
    public enum Level {
        /** Pushes and merges. */
        WRITE,
        /** Changes the repository itself as well. */
        MAINTAIN
    }
}
