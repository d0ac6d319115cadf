package dev.fairway.shared.schema;

import dev.fairway.shared.Problem;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** PostgreSQL keeps every text but one with the character U+0000 or half of a surrogate pair. */
public final class StoredText {

    private StoredText() {}

    public static void check(String path, JsonNode value, List<Problem> problems) {
        if (value.isString() && !canBeKept(value.stringValue())) {
            problems.add(
                    new Problem(path, "holds a character that cannot be kept (U+0000 or half of a pair); remove it"));
        }
        value.forEach(child -> check(path, child, problems));
        value.propertyNames().stream()
                .filter(name -> !canBeKept(name))
                .findFirst()
                .ifPresent(name ->
                        problems.add(new Problem(path, "has a key with a character that cannot be kept; remove it")));
    }

    public static boolean canBeKept(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
