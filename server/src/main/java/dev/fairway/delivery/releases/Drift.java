package dev.fairway.delivery.releases;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One field of an object in a cluster that is not as it was released.
 *
 * @param object such as {@code Deployment checkout}
 * @param field its path, such as {@code spec.template.spec.containers[main].image}; {@code existence} of one that is missing
 * @param managers who set it, as the API server knows them; none where it does not tell
 * @param since when it was seen first
 */
record Drift(String object, String field, JsonNode wanted, JsonNode actual, List<String> managers, Instant since) {

    static final String EXISTENCE = "existence";

    /** What tells it from others of the same release. */
    String place() {
        return "%s %s".formatted(object, field);
    }

    boolean isSame(Drift other) {
        return place().equals(other.place()) && wanted.equals(other.wanted()) && actual.equals(other.actual());
    }

    Drift since(Instant first) {
        return new Drift(object, field, wanted, actual, managers, first);
    }
}
