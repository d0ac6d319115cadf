package dev.fairway.delivery.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A text with placeholders, such as {@code ${metadata.name}} and {@code ${resources.db.host}}; {@code $$} is a dollar sign. */
final class ScoreText {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$|\\$\\{([^}]*)}");
    private static final Pattern DOT = Pattern.compile("(?<!\\\\)\\.");

    private final ObjectNode metadata;
    private final StringBuilder text = new StringBuilder();
    private final List<Reference> references = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private boolean isAlone;

    private ScoreText(ObjectNode metadata) {
        this.metadata = metadata;
    }

    /**
     * An output of a resource.
     *
     * @param output empty for the resource itself
     */
    record Reference(String resource, String output) {}

    static ScoreText of(String written, ObjectNode metadata) {
        ScoreText read = new ScoreText(metadata);
        Matcher found = PLACEHOLDER.matcher(written);
        int end = 0;
        while (found.find()) {
            read.text.append(written, end, found.start());
            read.add(found);
            end = found.end();
            read.isAlone = found.start() == 0 && end == written.length();
        }
        read.text.append(written, end, written.length());
        return read;
    }

    /** With metadata in place; what refers to resources is left out. */
    String text() {
        return text.toString();
    }

    boolean isPlain() {
        return references.isEmpty();
    }

    List<Reference> references() {
        return references;
    }

    /** The reference that is all of the text. */
    Optional<Reference> only() {
        return isAlone && references.size() == 1 ? Optional.of(references.getFirst()) : Optional.empty();
    }

    List<String> unknown() {
        return unknown;
    }

    private void add(Matcher found) {
        if (found.group(1) == null) {
            text.append('$');
            return;
        }
        List<String> parts = DOT.splitAsStream(found.group(1))
                .map(part -> part.replace("\\.", "."))
                .toList();
        if (parts.getFirst().equals("resources") && (parts.size() == 2 || parts.size() == 3)) {
            references.add(new Reference(parts.get(1), parts.size() == 3 ? parts.get(2) : ""));
        } else if (parts.getFirst().equals("metadata")) {
            addMetadata(found.group(), parts);
        } else {
            unknown.add(found.group());
        }
    }

    private void addMetadata(String placeholder, List<String> parts) {
        JsonNode value = metadata;
        for (String part : parts.subList(1, parts.size())) {
            value = value.path(part);
        }
        if (value.isString() || value.isNumber() || value.isBoolean()) {
            text.append(value.asString());
        } else {
            unknown.add(placeholder);
        }
    }
}
