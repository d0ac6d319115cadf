package dev.fairway.catalog.blueprints;

import dev.fairway.catalog.blueprints.Derived.Aggregation;
import dev.fairway.catalog.blueprints.Derived.Function;
import dev.fairway.catalog.blueprints.Derived.Path;
import dev.fairway.catalog.blueprints.Derived.Window;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the part of a definition that says what an aggregation property counts or sums up. */
final class AggregationSpec {

    private static final Set<String> ENTITY_FUNCTIONS = Set.of("count", "average");
    private static final Set<String> PROPERTY_FUNCTIONS = Set.of("sum", "min", "max", "median", "average");
    private static final Set<String> WINDOWS = Set.of("hour", "day", "week", "month", "total");

    private AggregationSpec() {}

    static void check(String path, JsonNode aggregation, List<Problem> problems) {
        ObjectNode spec = Json.objectAt(aggregation, "calculationSpec");
        String by = Json.textAt(spec, "calculationBy");
        String function = String.valueOf(Json.textAt(spec, "func"));
        Set<String> known = "property".equals(by) ? PROPERTY_FUNCTIONS : ENTITY_FUNCTIONS;
        if (!"property".equals(by) && !"entities".equals(by)) {
            problems.add(new Problem(
                    path + ".calculationSpec.calculationBy", "\"%s\" is not entities or property".formatted(by)));
        } else if (!known.contains(function)) {
            problems.add(new Problem(
                    path + ".calculationSpec.func",
                    "\"%s\" is not one of %s".formatted(function, String.join(", ", known))));
        }
        if ("property".equals(by) && Json.textAt(spec, "property") == null) {
            problems.add(
                    new Problem(path + ".calculationSpec.property", "names the property to sum up; it is missing"));
        }
        String averageOf = Json.textAt(spec, "averageOf");
        if (averageOf != null && !WINDOWS.contains(averageOf)) {
            problems.add(new Problem(
                    path + ".calculationSpec.averageOf",
                    "\"%s\" is not one of hour, day, week, month, total".formatted(averageOf)));
        }
        if (aggregation.path("pathFilter").size() > 1) {
            problems.add(new Problem(path + ".pathFilter", "has at most one path"));
        }
    }

    static Aggregation read(String owner, String identifier, JsonNode aggregation) {
        ObjectNode spec = Json.objectAt(aggregation, "calculationSpec");
        String target = String.valueOf(Json.textAt(aggregation, "target"));
        return new Aggregation(
                identifier,
                target,
                Function.valueOf(String.valueOf(Json.textAt(spec, "func")).toUpperCase(Locale.ROOT)),
                Json.textAt(spec, "property"),
                new Window(Json.textAt(spec, "averageOf"), Json.textAt(spec, "measureTimeBy")),
                aggregation.get("query") instanceof ObjectNode query && !query.isEmpty() ? query : null,
                path(owner, target, aggregation.path("pathFilter").path(0)));
    }

    private static @Nullable Path path(String owner, String target, JsonNode filter) {
        List<String> relations = Json.texts(filter.get("path"));
        if (relations.isEmpty()) {
            return null;
        }
        String from = Json.textAt(filter, "fromBlueprint");
        return new Path(from == null ? target : from, relations);
    }
}
