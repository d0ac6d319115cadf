package dev.fairway.clusters.charts;

import dev.fairway.shared.TooLarge;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Values as the file that Helm reads, which takes it for YAML: nearly the same as JSON. */
final class Values {

    private static final int MOST_LETTERS = 1 << 20;
    /** Allowed as they are in JSON, and not or differently in YAML. */
    private static final Pattern ESCAPED = Pattern.compile("[\\u007f-\\u009f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");

    private Values() {}

    static String text(ObjectNode values) {
        String json = values.toString();
        if (json.length() > MOST_LETTERS) {
            throw new TooLarge("Values of %,d letters".formatted(json.length()), MOST_LETTERS, "put less into them");
        }
        return ESCAPED.matcher(json)
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }
}
