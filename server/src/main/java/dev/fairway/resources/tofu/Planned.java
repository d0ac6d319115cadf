package dev.fairway.resources.tofu;

import dev.fairway.resources.spi.Observation.Difference;
import dev.fairway.selfservice.spi.Plan.Effect;
import dev.fairway.selfservice.spi.Plan.Piece;
import dev.fairway.shared.Json;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What OpenTofu would do to each thing.
 *
 * @param json as {@code tofu show -json} writes a plan
 */
record Planned(ObjectNode json) {

    private static final String HIDDEN = "(sensitive)";
    private static final String UNKNOWN = "(known afterwards)";
    private static final int LONGEST_SHOWN = 300;

    /** Of one thing of the module. */
    private record Change(String address, List<String> actions, JsonNode json) {

        static Change of(JsonNode json) {
            return new Change(
                    json.path("address").asString(""), Json.texts(json.at("/change/actions")), json.path("change"));
        }

        boolean isNothing() {
            return actions.equals(List.of("no-op")) || actions.equals(List.of("read"));
        }

        boolean isLoss() {
            return actions.contains("delete");
        }

        boolean isReplacement() {
            return isLoss() && actions.contains("create");
        }

        JsonNode before(String attribute) {
            return value("before", attribute);
        }

        JsonNode after(String attribute) {
            return isIn("after_unknown", attribute) ? Json.text(UNKNOWN) : value("after", attribute);
        }

        private JsonNode value(String side, String attribute) {
            JsonNode value = json.path(side).path(attribute);
            if (Json.isNull(value)) {
                return Json.nothing();
            }
            return isIn(side + "_sensitive", attribute) ? Json.text(HIDDEN) : shortened(value);
        }

        /** Whether something in the attribute is marked so. */
        boolean isIn(String marks, String attribute) {
            JsonNode marked = json.path(marks);
            return isAnyTrue(marked.isBoolean() ? marked : marked.path(attribute));
        }

        /** What is known to become something else. Values that only show afterwards count where nothing else does. */
        Set<String> attributes() {
            Set<String> names = new LinkedHashSet<>(json.path("before").propertyNames());
            names.addAll(json.path("after").propertyNames());
            Set<String> known = names.stream()
                    .filter(name -> !isIn("after_unknown", name))
                    .filter(name -> !json.path("before")
                            .path(name)
                            .equals(json.path("after").path(name)))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            return known.isEmpty()
                    ? names.stream()
                            .filter(name -> isIn("after_unknown", name))
                            .collect(Collectors.toCollection(LinkedHashSet::new))
                    : known;
        }

        String note() {
            return attributes().stream()
                    .map(name -> "%s: %s → %s".formatted(name, shown(before(name)), shown(after(name))))
                    .collect(Collectors.joining(", "));
        }

        private static String shown(JsonNode value) {
            return value.isString() ? value.stringValue() : value.isNull() ? "none" : value.toString();
        }

        private static JsonNode shortened(JsonNode value) {
            String text = value.isString() ? value.stringValue() : value.toString();
            return text.length() > LONGEST_SHOWN ? Json.text(text.substring(0, LONGEST_SHOWN) + "…") : value;
        }

        private static boolean isAnyTrue(JsonNode marks) {
            return marks.isBoolean()
                    ? marks.booleanValue()
                    : marks.valueStream().anyMatch(Change::isAnyTrue);
        }
    }

    private Stream<Change> changes() {
        return json.path("resource_changes").valueStream().map(Change::of).filter(change -> !change.isNothing());
    }

    /** As the plan of a request shows it. What is replaced is lost, and made anew. */
    List<Piece> pieces() {
        return changes().map(Planned::piece).toList();
    }

    private static Piece piece(Change change) {
        if (change.isReplacement()) {
            return new Piece(Effect.LOST, change.address(), shortened("made anew: " + change.note()));
        }
        if (change.isLoss()) {
            return new Piece(Effect.LOST, change.address(), "destroyed");
        }
        return change.actions().contains("create")
                ? new Piece(Effect.CREATED, change.address(), null)
                : new Piece(Effect.CHANGED, change.address(), shortened(change.note()));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }

    /** The addresses of what would be destroyed, for good or to be made anew. */
    Set<String> losses() {
        return changes()
                .filter(Change::isLoss)
                .map(Change::address)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    boolean isNothing() {
        return changes().findAny().isEmpty();
    }

    /** By {@code address.attribute}, or by the address of what is not there or not wanted, what is wanted and what is. */
    Map<String, Difference> differences() {
        Map<String, Difference> differences = new LinkedHashMap<>();
        changes().forEach(change -> {
            boolean isThere = !Json.isNull(change.json().path("before"));
            boolean isWanted = !Json.isNull(change.json().path("after"));
            if (isThere && isWanted) {
                change.attributes()
                        .forEach(name -> differences.put(
                                change.address() + "." + name,
                                new Difference(change.after(name), change.before(name))));
            } else {
                differences.put(change.address(), new Difference(existence(isWanted), existence(isThere)));
            }
        });
        return differences;
    }

    private static JsonNode existence(boolean isThere) {
        return Json.text(isThere ? "there" : "missing");
    }

    /** What there is now, as far as OpenTofu made it, by type. */
    Map<String, Integer> present() {
        Map<String, Integer> byType = new TreeMap<>();
        count(json.at("/prior_state/values/root_module"), byType);
        return byType;
    }

    private static void count(JsonNode module, Map<String, Integer> byType) {
        module.path("resources")
                .valueStream()
                .filter(one -> one.path("mode").asString("").equals("managed"))
                .forEach(one -> byType.merge(one.path("type").asString(""), 1, Integer::sum));
        module.path("child_modules").valueStream().forEach(child -> count(child, byType));
    }

    /** Hides every value in it that is sensitive. */
    void hide(Stars stars) {
        for (String list : List.of("resource_changes", "resource_drift")) {
            json.path(list).valueStream().map(one -> one.path("change")).forEach(change -> hide(stars, change));
        }
        Json.fields(json.path("output_changes")).values().forEach(change -> hide(stars, change));
    }

    private static void hide(Stars stars, JsonNode change) {
        stars.hide(change.path("before"), change.path("before_sensitive"));
        stars.hide(change.path("after"), change.path("after_sensitive"));
    }
}
