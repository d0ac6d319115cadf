package dev.fairway.resources.spi;

import dev.fairway.shared.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource as it is on its server.
 *
 * @param isThere whether it is there at all
 * @param actual those fields of its specification that the server knows of, and further ones that the type promises
 * @param measures sizes and use, by names such as {@code diskBytes}
 * @param complaint what is wrong with it, as a sentence; null when nothing is
 * @param differences what else is not as it is to be, by names that the server gives; nothing that is secret
 * @param outputs where clients find it by now; empty where that was known when it was made
 */
public record Observation(
        boolean isThere,
        ObjectNode actual,
        Map<String, Double> measures,
        @Nullable String complaint,
        Map<String, Difference> differences,
        ObjectNode outputs) {

    /** What is to be, and what is. */
    public record Difference(JsonNode wanted, JsonNode actual) {}

    /** Of a server that speaks of nothing but specifications. */
    public Observation(boolean isThere, ObjectNode actual, Map<String, Double> measures, @Nullable String complaint) {
        this(isThere, actual, measures, complaint, Map.of());
    }

    /** Of what clients found from the start. */
    public Observation(
            boolean isThere,
            ObjectNode actual,
            Map<String, Double> measures,
            @Nullable String complaint,
            Map<String, Difference> differences) {
        this(isThere, actual, measures, complaint, differences, Json.object());
    }

    public static Observation missing() {
        return new Observation(false, Json.object(), Map.of(), "It is not on its server any more");
    }
}
