package dev.fairway.resources.tofu;

import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What OpenTofu says while it works: what it does for the log of a run, and what went wrong as a sentence. */
final class Diagnostics {

    private static final int MOST = 3;
    private static final int LONGEST = 400;
    private static final Set<String> WRONG_VALUES =
            Set.of("Invalid value for variable", "Invalid value for input variable", "No value for required variable");

    private final List<JsonNode> errors = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    /** @return the line, where it is one of OpenTofu's own */
    JsonNode take(String line) {
        JsonNode said;
        try {
            said = Json.read(line);
        } catch (JacksonException text) {
            others.add(line);
            return Json.object();
        }
        JsonNode diagnostic = said.path("diagnostic");
        if (diagnostic.path("severity").asString("").equals("error")) {
            errors.add(diagnostic);
        }
        return said;
    }

    /** A step of what it does, such as {@code "random_id.key: create begins"}; empty for everything else. */
    static String step(JsonNode said) {
        String address = said.at("/hook/resource/addr").asString("");
        String action = said.at("/hook/action").asString("");
        return switch (said.path("type").asString("")) {
            case "apply_start" -> "%s: %s begins".formatted(address, action);
            case "apply_complete" -> "%s: %s done".formatted(address, action);
            case "apply_errored" -> "%s: %s failed".formatted(address, action);
            default -> "";
        };
    }

    boolean has(String summary) {
        return errors.stream().anyMatch(error -> text(error, "summary").contains(summary))
                || others.stream().anyMatch(line -> line.contains(summary));
    }

    /** Whether nothing is wrong but values that somebody gave. */
    boolean isOfValues() {
        Predicate<JsonNode> isOfValue = error -> WRONG_VALUES.contains(text(error, "summary"));
        return !errors.isEmpty() && errors.stream().allMatch(isOfValue);
    }

    /** The first few errors. */
    String sentence() {
        if (errors.isEmpty()) {
            return others.isEmpty() ? "OpenTofu failed and said nothing" : shortened(plain());
        }
        return errors.stream().limit(MOST).map(Diagnostics::sentence).collect(Collectors.joining("; "));
    }

    /** Commands that know no JSON draw a frame around what went wrong. */
    private String plain() {
        return others.stream()
                .map(line -> line.replaceAll("[╷│╵]", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    static String sentence(JsonNode error) {
        String summary = text(error, "summary");
        String detail = text(error, "detail").replaceAll("\\s+", " ").strip();
        String said = detail.isEmpty() || detail.equals(summary) ? summary : "%s: %s".formatted(summary, detail);
        int line = error.at("/range/start/line").asInt(0);
        String where = error.path("address").asString(line == 0 ? "" : "line " + line);
        return shortened(where.isEmpty() ? said : "%s (%s)".formatted(said, where));
    }

    private static String text(JsonNode error, String field) {
        return error.path(field).asString("");
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
