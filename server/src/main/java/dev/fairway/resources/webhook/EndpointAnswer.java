package dev.fairway.resources.webhook;

import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Report;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.shared.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a service said. Nothing of it is believed to be of the right type or size. */
record EndpointAnswer(String server, ObjectNode said) {

    private static final int MOST = 50;
    private static final int LONGEST = 2_000;
    private static final int MOST_LINES = 200;

    Report report() {
        String version = Json.textAt(said, "version");
        return new Report(version == null ? "" : limited("version", version), limited("capacity"));
    }

    List<String> log() {
        return Json.texts(said.get("log")).stream()
                .limit(MOST_LINES)
                .map(line -> line.substring(0, Math.min(LONGEST, line.length())))
                .toList();
    }

    Optional<String> password() {
        return Optional.ofNullable(Json.textAt(said, "password")).map(password -> limited("password", password));
    }

    ObjectNode outputs() {
        return limited("outputs");
    }

    /** A service that does not say whether it is there says that it is. */
    Observation observation() {
        if (!said.path("isThere").asBoolean(true)) {
            return Observation.missing();
        }
        Map<String, Double> measures = new LinkedHashMap<>();
        Json.fields(limited("measures")).forEach((name, value) -> measures.put(name, number(name, value)));
        String complaint = Json.textAt(said, "complaint");
        return new Observation(
                true, limited("actual"), measures, complaint == null ? null : limited("complaint", complaint));
    }

    private double number(String name, JsonNode value) {
        if (!value.isNumber()) {
            throw wrong("measures." + name, "is no number");
        }
        return value.doubleValue();
    }

    private ObjectNode limited(String field) {
        JsonNode found = said.path(field);
        if (!found.isMissingNode() && !found.isNull() && !found.isObject()) {
            throw wrong(field, "is no object");
        }
        ObjectNode values = Json.objectAt(said, field);
        if (values.size() > MOST) {
            throw wrong(field, "has more than %d values".formatted(MOST));
        }
        Json.fields(values).forEach((name, value) -> limited(field + "." + name, value.toString()));
        return values;
    }

    private String limited(String field, String text) {
        if (text.length() > LONGEST) {
            throw wrong(field, "has more than %,d characters".formatted(LONGEST));
        }
        return text;
    }

    private ServerFailed wrong(String field, String what) {
        return new ServerFailed(server, "%s in its answer %s".formatted(field, what), null);
    }
}
