package dev.fairway.delivery.render;

/**
 * What Fairway has against an object that values make.
 *
 * @param rule stable, such as {@code image-latest}
 * @param object such as {@code Deployment checkout}
 * @param path JSON pointer into the object; items of lists by their names
 * @param message what is wrong, with the value, and what to do
 */
public record Objection(String rule, Severity severity, String object, String path, String message) {

    public enum Severity {
        DENY,
        WARN
    }
}
