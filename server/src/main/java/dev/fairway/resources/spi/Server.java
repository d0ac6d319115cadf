package dev.fairway.resources.spi;

import dev.fairway.shared.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server that resources are made on, with what it takes to administer it.
 *
 * @param settings where it is and how it is reached, by the names of {@link Provisioner#settings()}
 * @param secrets what lets Fairway in, by the same names; never shown or logged
 */
public record Server(String identifier, String region, ObjectNode settings, ObjectNode secrets) {

    /** The text of a setting, or of a secret; null when it was left out. */
    public @Nullable String find(String name) {
        String secret = Json.textAt(secrets, name);
        return secret == null ? Json.textAt(settings, name) : secret;
    }

    public String text(String name, String otherwise) {
        String text = find(name);
        return text == null || text.isBlank() ? otherwise : text;
    }

    public int number(String name, int otherwise) {
        return settings.path(name).asInt(otherwise);
    }

    @Override
    public String toString() {
        return "Server[%s]".formatted(identifier);
    }
}
