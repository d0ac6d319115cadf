package dev.fairway.catalog.rules;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The paths of relations that one path with repeatable steps stands for. */
final class Paths {

    private static final int MOST_HOPS = 15;
    private static final int MOST_PATHS = 50;

    private Paths() {}

    static List<List<String>> of(ArrayNode steps) {
        List<List<String>> paths = List.of(List.of());
        for (JsonNode step : steps) {
            paths = extended(paths, name(step), hops(step));
            if (paths.size() > MOST_PATHS) {
                throw new InvalidInput(
                        "property.path", "stands for more than %d paths; lower maxHops".formatted(MOST_PATHS));
            }
        }
        return paths;
    }

    private static List<List<String>> extended(List<List<String>> paths, String relation, int hops) {
        List<List<String>> longer = new ArrayList<>();
        for (List<String> path : paths) {
            List<String> way = new ArrayList<>(path);
            for (int hop = 0; hop < hops; hop++) {
                way.add(relation);
                longer.add(List.copyOf(way));
            }
        }
        return longer;
    }

    private static String name(JsonNode step) {
        String relation = step.isString() ? step.stringValue() : Json.textAt(step, "relation");
        if (relation == null) {
            throw new InvalidInput("property.path", "%s is no relation".formatted(RuleCompiler.shortened(step)));
        }
        return Objects.requireNonNull(relation);
    }

    private static int hops(JsonNode step) {
        int hops = step.path("maxHops").asInt(1);
        if (hops < 1 || hops > MOST_HOPS) {
            throw new InvalidInput("property.path", "maxHops %d is not between 1 and %d".formatted(hops, MOST_HOPS));
        }
        return hops;
    }
}
