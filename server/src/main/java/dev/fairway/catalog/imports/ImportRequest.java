package dev.fairway.catalog.imports;

import dev.fairway.shared.InvalidInput;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file and what to make of it.
 *
 * @param sample how many entities of each kind of change a preview shows
 */
record ImportRequest(
        @Nullable String name,
        @Nullable FileFormat format,
        @Nullable String content,
        @Nullable Mapping mapping,
        @Nullable Integer sample) {

    private static final int MAX_NAME = 200;

    String title() {
        String given = name == null || name.isBlank() ? "Import" : name;
        if (given.length() > MAX_NAME) {
            throw new InvalidInput("name", "has at most %d characters".formatted(MAX_NAME));
        }
        return given;
    }

    FileFormat checkedFormat() {
        if (format == null) {
            throw new InvalidInput("format", "is yaml, json or csv; it is missing");
        }
        return format;
    }

    String checkedContent() {
        if (content == null || content.isBlank()) {
            throw new InvalidInput("content", "is the text of the file; it is empty");
        }
        return content;
    }

    Mapping checkedMapping() {
        if (mapping == null) {
            throw new InvalidInput("mapping", "says what becomes of the file; it is missing");
        }
        return mapping;
    }

    int samples() {
        return Math.clamp(Objects.requireNonNullElse(sample, 20), 1, 100);
    }
}
