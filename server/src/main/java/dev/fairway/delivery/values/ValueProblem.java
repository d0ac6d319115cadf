package dev.fairway.delivery.values;

import dev.fairway.shared.Problem;

/**
 * Something wrong with what somebody set.
 *
 * @param file where it was set; empty where nobody set it
 * @param line in the file, from 1; 0 where that is unknown
 * @param path JSON pointer of the value; empty for the file as a whole
 * @param message what is wrong, with the value, and what to do
 */
public record ValueProblem(String file, int line, String path, String message) {

    static ValueProblem of(String file, String message) {
        return new ValueProblem(file, 0, "", message);
    }

    /** In one line: {@code services/checkout/values.yaml:3}. */
    public String place() {
        return line == 0 ? file : "%s:%d".formatted(file, line);
    }

    public Problem asProblem() {
        return new Problem(path, file.isEmpty() ? message : "%s (%s)".formatted(message, place()));
    }
}
