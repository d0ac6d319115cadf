package dev.fairway.selfservice.actions;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is wrong with a definition, found while walking through it. */
public final class Problems {

    private static final int LONGEST_SHOWN = 100;

    private final List<Problem> found = new ArrayList<>();

    public void add(String path, String message, Object... values) {
        found.add(new Problem(path, message.formatted(values)));
    }

    /** @throws InvalidInput naming everything that was found */
    public void refuse() {
        InvalidInput.check(found);
    }

    public void checkText(ObjectNode place, String field, int longest) {
        checkText(place, field, "", longest);
    }

    /** @param path of the place, with a dot at its end */
    public void checkText(ObjectNode place, String field, String path, int longest) {
        JsonNode value = place.get(field);
        if (Json.isNull(value)) {
            return;
        }
        if (!value.isString()) {
            add(path + field, "%s is no text", shown(value));
        } else if (value.stringValue().length() > longest) {
            add(
                    path + field,
                    "has %,d characters; at most %,d are possible",
                    value.stringValue().length(),
                    longest);
        }
    }

    public void checkFlag(ObjectNode place, String field) {
        JsonNode value = place.get(field);
        if (!Json.isNull(value) && !value.isBoolean()) {
            add(field, "%s is not true or false", shown(value));
        }
    }

    /** @param path of the place, with a dot at its end */
    public void checkOneOf(ObjectNode place, String field, String path, Collection<String> known) {
        String value = Json.textAt(place, field);
        if (value == null || !known.contains(value)) {
            String names = String.join(", ", known.stream().sorted().toList());
            add(path + field, "%s is not one of %s", shown(place.get(field)), names);
        }
    }

    public static String shown(@Nullable JsonNode value) {
        String text = value == null ? "nothing" : value.toString();
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}
