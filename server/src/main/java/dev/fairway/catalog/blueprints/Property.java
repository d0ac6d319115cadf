package dev.fairway.catalog.blueprints;

import dev.fairway.shared.schema.PropertyType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A stored property: its JSON schema as it was written, and what is needed of it again and again. */
public record Property(String identifier, PropertyType type, ObjectNode schema, boolean required) {

    public @Nullable String format() {
        JsonNode format = schema.get("format");
        return format != null && format.isString() ? format.stringValue() : null;
    }

    public @Nullable JsonNode defaultValue() {
        JsonNode value = schema.get("default");
        return value == null || value.isNull() ? null : value;
    }
}
