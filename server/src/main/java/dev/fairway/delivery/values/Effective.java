package dev.fairway.delivery.values;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What counts for a service after all layers.
 *
 * @param values without nulls; not to be changed
 * @param origins of every leaf, which is a text, number, list or empty object, and of everything that was taken away
 * @param problems with the layers; whether the values fit the schema is seen when they are rendered
 * @param chart that they are for
 */
public record Effective(
        ObjectNode values, SortedMap<Pointer, Origin> origins, List<ValueProblem> problems, ServiceChart chart) {

    public Effective {
        origins = Collections.unmodifiableSortedMap(new TreeMap<>(origins));
        problems = List.copyOf(problems);
    }

    public String text(String pointer) {
        return values.at(pointer).asString("");
    }

    /** Of the value there; else of the value that it is inside of, or of the first one inside of it. */
    public Optional<Origin> origin(Pointer path) {
        for (Pointer there = path; !there.isRoot(); there = there.parent()) {
            Origin origin = origins.get(there);
            if (origin != null) {
                return Optional.of(origin);
            }
        }
        return origins.entrySet().stream()
                .filter(one -> path.covers(one.getKey()) && !path.isRoot())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /**
     * The values for the chart, which puts its own ones where none are: with a null for each of them that was taken away.
     *
     * @param defaults of the chart
     */
    public ObjectNode over(ObjectNode defaults) {
        return over(values, defaults);
    }

    private static ObjectNode over(ObjectNode values, ObjectNode defaults) {
        ObjectNode all = values.deepCopy();
        Json.fields(defaults).forEach((name, standard) -> {
            JsonNode value = all.get(name);
            if (value == null) {
                all.putNull(name);
            } else if (value instanceof ObjectNode inner && standard instanceof ObjectNode innerStandard) {
                all.set(name, over(inner, innerStandard));
            }
        });
        return all;
    }

    /** @throws InvalidInput with every problem */
    public Effective orThrow() {
        InvalidInput.check(problems.stream().map(ValueProblem::asProblem).toList());
        return this;
    }
}
