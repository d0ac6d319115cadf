package dev.fairway.delivery.build;

import java.util.List;

/**
 * One instruction of a Dockerfile.
 *
 * @param line where it begins, from 1
 * @param keyword in capitals, such as {@code FROM}
 * @param flags such as {@code --from=build}
 * @param text what follows, continued lines joined, what stands in heredocs behind it
 */
record Instruction(int line, String keyword, List<String> flags, String text) {

    boolean is(String word) {
        return keyword.equals(word);
    }

    /** Whether it is written as a list, so that no shell stands between. */
    boolean isExecForm() {
        return text.startsWith("[") && text.endsWith("]");
    }

    /** The words of its text. */
    List<String> words() {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
