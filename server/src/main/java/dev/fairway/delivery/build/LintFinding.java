package dev.fairway.delivery.build;

/**
 * Something that a Dockerfile does not keep to.
 *
 * @param rule such as {@code not-root}
 * @param line where, from 1
 * @param message what is there, why that is wrong, and what to write instead
 */
public record LintFinding(String rule, Severity severity, int line, String message) {

    /** What becomes of it. */
    public enum Severity {
        /** The image is not built. */
        DENY,
        /** It is said, and no more. */
        WARN
    }
}
