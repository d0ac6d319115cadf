package dev.fairway.shared.schema;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The JSON types a property can have. */
public enum PropertyType {
    STRING,
    NUMBER,
    BOOLEAN,
    OBJECT,
    ARRAY;

    public static Optional<PropertyType> of(String name) {
        for (PropertyType type : values()) {
            if (type.wireName().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean accepts(JsonNode value) {
        return switch (this) {
            case STRING -> value.isString();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case OBJECT -> value.isObject();
            case ARRAY -> value.isArray();
        };
    }
}
