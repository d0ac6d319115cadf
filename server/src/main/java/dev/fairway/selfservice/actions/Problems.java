package dev.fairway.selfservice.actions;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is wrong with a definition, found while walking through it. */
public final class Problems {

    private static final int LONGEST_SHOWN = 100;
    private static final int LONGEST_TOLD = 300;
    private static final int MOST_TOLD = 100;
    private static final int MOST_ITEMS = 1_000;
    private static final int LONGEST_TEXT = 50_000;
    private static final int LARGEST = 200_000;

    private final List<Problem> found = new ArrayList<>();

    public void add(String path, String message, Object... values) {
        if (found.size() < MOST_TOLD) {
            Object[] told = Arrays.stream(values).map(Problems::told).toArray();
            found.add(new Problem(shortened(path, LONGEST_TOLD), message.formatted(told)));
        }
    }

    private static Object told(Object value) {
        return value instanceof String text ? shortened(text, LONGEST_TOLD) : value;
    }

    private static String shortened(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + "…" : text;
    }

    /** Everything that a run needs of it is kept with the run, so that it stays small. */
    public void checkSize(ObjectNode definition) {
        Json.fields(definition).forEach((field, value) -> {
            int before = found.size();
            checkSize(field, value);
            int length = value.toString().length();
            if (found.size() == before && length > LARGEST) {
                add(field, "has %,d characters; at most %,d are possible", length, LARGEST);
            }
        });
    }

    private void checkSize(String path, JsonNode value) {
        if (value.isString() && value.stringValue().length() > LONGEST_TEXT) {
            add(
                    path,
                    "has %,d characters; at most %,d are possible",
                    value.stringValue().length(),
                    LONGEST_TEXT);
        } else if (value.isArray() && value.size() > MOST_ITEMS) {
            add(path, "has %,d items; at most %,d are possible", value.size(), MOST_ITEMS);
        } else if (value.isArray()) {
            for (int at = 0; at < value.size(); at++) {
                checkSize("%s[%d]".formatted(path, at), value.get(at));
            }
        } else {
            Json.fields(value).forEach((name, child) -> checkSize(path + "." + name, child));
        }
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
        } else if (value.stringValue().chars().anyMatch(Problems::misleads)) {
            add(path + field, "holds a character that nobody sees, or that turns others around; remove it");
        }
    }

    /** Controls other than those of layout, and what overrides the direction of writing. */
    private static boolean misleads(int character) {
        boolean isLayout = character == '\n' || character == '\r' || character == '\t';
        boolean isTurn = (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
        return isTurn || (Character.isISOControl(character) && !isLayout);
    }

    /** @param path of the place, with a dot at its end */
    public void checkObject(ObjectNode place, String field, String path) {
        JsonNode value = place.get(field);
        if (!Json.isNull(value) && !value.isObject()) {
            add(path + field, "%s is no object", shown(value));
        }
    }

    /** A list of texts. @param path of the place, with a dot at its end */
    public void checkTexts(ObjectNode place, String field, String path, int longest) {
        JsonNode values = place.get(field);
        if (Json.isNull(values)) {
            return;
        }
        if (!values.isArray()) {
            add(path + field, "%s is no list of texts", shown(values));
            return;
        }
        for (JsonNode value : values) {
            if (!value.isString()) {
                add(path + field, "%s is no text", shown(value));
            } else if (value.stringValue().length() > longest) {
                add(path + field, "%s has more than %,d characters", shown(value), longest);
            }
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
        return shortened(text, LONGEST_SHOWN);
    }
}
