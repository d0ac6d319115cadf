package dev.fairway.delivery.values;

import dev.fairway.shared.InvalidInput;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A workload as the Score specification has it ({@code score.dev/v1b1}), as values of a service.
 *
 * @param values for the layer of the service
 * @param notes what a person should know or still do, with the path in the file
 * @param problems everything that values cannot say, or that is no Score: nothing is left out without a word
 */
public record Score(ObjectNode values, List<String> notes, List<ValueProblem> problems) {

    public static final String FILE = "score.yaml";

    /** Those that come with Fairway. */
    static final Set<String> TYPES = Set.of(
            "bucket",
            "cache-instance",
            "cdn-site",
            "kafka-topic",
            "postgresql",
            "postgresql-cluster",
            "rabbitmq-queue",
            "redis");

    public Score {
        notes = List.copyOf(notes);
        problems = List.copyOf(problems);
    }

    public static Score read(String yaml) {
        return read(yaml, TYPES);
    }

    /** @param types identifiers of the resource types that there are */
    public static Score read(String yaml, Set<String> types) {
        YamlText text = YamlText.read(FILE, yaml);
        return text.problems().isEmpty()
                ? new ScoreReading(text, types).read()
                : new Score(text.tree(), List.of(), text.problems());
    }

    /** @throws InvalidInput with every problem */
    public Score orThrow() {
        InvalidInput.check(problems.stream().map(ValueProblem::asProblem).toList());
        return this;
    }
}
