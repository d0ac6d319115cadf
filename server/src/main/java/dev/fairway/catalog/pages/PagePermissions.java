package dev.fairway.catalog.pages;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who reads a page and who may change it: {@code {read: {users, roles, teams}, update: …}}. */
final class PagePermissions {

    private static final List<String> PARTS = List.of("read", "update");
    private static final List<String> KEYS = List.of("users", "roles", "teams");
    private static final int MOST_NAMES = 1_000;

    private PagePermissions() {}

    /** What is said after a change: each part that it mentions is merged key by key. */
    static ObjectNode merged(ObjectNode said, ObjectNode change) {
        ObjectNode permissions = said.deepCopy();
        Json.fields(change).forEach((part, value) -> {
            if (!PARTS.contains(part) || !value.isObject()) {
                throw new InvalidInput(part, "is no permission of a page; use read or update, with %s".formatted(KEYS));
            }
            ObjectNode block = Json.objectAt(permissions, part);
            Json.fields(value).forEach((key, names) -> block.set(key, checked(part, key, names)));
            permissions.set(part, block);
        });
        return permissions;
    }

    private static JsonNode checked(String part, String key, JsonNode names) {
        String path = part + "." + key;
        if (!KEYS.contains(key)) {
            throw new InvalidInput(path, "is not one of %s".formatted(KEYS));
        }
        boolean texts = names.isArray() && names.valueStream().allMatch(JsonNode::isString);
        if (!texts || names.size() > MOST_NAMES) {
            throw new InvalidInput(path, "is a list of at most %,d names".formatted(MOST_NAMES));
        }
        return names;
    }
}
