package dev.fairway.shared;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The input does not fit what is declared: 422 {@code invalid_request} with every problem found. */
public class InvalidInput extends PlatformException {

    private final List<Problem> problems;

    public InvalidInput(List<Problem> problems) {
        super("invalid_request", Fault.CALLER, 422, sentence(problems), Map.of("errors", problems));
        this.problems = problems;
    }

    public InvalidInput(String path, String message) {
        this(List.of(new Problem(path, message)));
    }

    public List<Problem> problems() {
        return problems;
    }

    public static void check(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }

    private static String sentence(List<Problem> problems) {
        return problems.stream()
                .map(problem ->
                        problem.path().isEmpty() ? problem.message() : problem.path() + ": " + problem.message())
                .collect(Collectors.joining("; "));
    }
}
