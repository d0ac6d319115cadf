package dev.fairway.selfservice.forms;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * A form with values in it.
 *
 * @param values by input, defaults included; an input without a value is not there
 * @param inputs what each input is with these values, every jq expression worked out
 * @param hidden what does not show with these values: {@code steps} by position from 0, and {@code titles} by name
 * @param problems what is wrong with the values, by {@code properties.<input>}
 */
public record FilledForm(ObjectNode values, Map<String, Input> inputs, Hidden hidden, List<Problem> problems) {

    public record Hidden(List<Integer> steps, List<String> titles) {}

    /** @param schema as written, with worked out values where expressions were */
    public record Input(ObjectNode schema, boolean visible, boolean disabled, boolean required) {}

    /** Inputs that are asked for and have no value yet. */
    public List<String> awaited() {
        return inputs.entrySet().stream()
                .filter(input -> input.getValue().visible() && !values.has(input.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The values that nothing is wrong with. */
    public ObjectNode rightValues() {
        ObjectNode right = Json.object();
        Json.fields(values).forEach((name, value) -> {
            if (problems.stream().noneMatch(problem -> isAbout(problem, name))) {
                right.set(name, value);
            }
        });
        return right;
    }

    private static boolean isAbout(Problem problem, String input) {
        String path = "properties." + input;
        return problem.path().equals(path) || problem.path().startsWith(path + ".");
    }

    /** The same, with more that is wrong. */
    public FilledForm with(List<Problem> more) {
        return new FilledForm(
                values,
                inputs,
                hidden,
                Stream.concat(problems.stream(), more.stream()).toList());
    }

    /** @throws InvalidInput naming everything that is wrong */
    public FilledForm accepted() {
        InvalidInput.check(problems);
        return this;
    }
}
