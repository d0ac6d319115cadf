package dev.fairway.delivery.create;

import dev.fairway.delivery.contents.FileChange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The beginning of a service: a program that answers, with its test.
 *
 * @param template that it builds by
 * @param files by their path, in UTF-8; they build as they are
 */
record Skeleton(String template, Map<String, String> files) {

    /** What such a service is called in its files. */
    static final String PLACEHOLDER = "skeleton-service";

    private static final List<String> ENDINGS_OF_PROGRAMS = List.of(".sh");

    Skeleton named(String service) {
        Map<String, String> named = new TreeMap<>();
        files.forEach(
                (path, text) -> named.put(path.replace(PLACEHOLDER, service), text.replace(PLACEHOLDER, service)));
        return new Skeleton(template, named);
    }

    static FileChange change(String path, String text) {
        boolean isProgram = ENDINGS_OF_PROGRAMS.stream().anyMatch(path::endsWith);
        return new FileChange(path, text.getBytes(StandardCharsets.UTF_8), isProgram);
    }
}
