package dev.fairway.delivery.render;

import dev.fairway.delivery.values.Effective;
import dev.fairway.delivery.values.LayerName;
import dev.fairway.delivery.values.Origin;
import dev.fairway.delivery.values.Pointer;
import dev.fairway.delivery.values.ValueProblem;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What Helm says of values that the schema refuses, in words for who set them, and where they did. */
final class SchemaComplaints {

    private static final int LONGEST_SHOWN = 200;
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
    private static final Pattern UNKNOWN = Pattern.compile("additional propert(?:y|ies) (.*) not allowed");
    private static final Pattern MISSING = Pattern.compile("missing propert(?:y|ies) (.*)");
    private static final Pattern NEEDED = Pattern.compile("properties (.*) required, if '(.*)' exists");
    private static final Pattern NAME = Pattern.compile("invalid propertyName '(.*)'");
    private static final Pattern MISFIT = Pattern.compile("(?s)'.*' does not match pattern '.*'");
    private static final Pattern CHOICE = Pattern.compile("'(any|one)Of' failed.*");

    private final Effective effective;
    private final ObjectNode schema;
    private final List<ValueProblem> found = new ArrayList<>();

    SchemaComplaints(Effective effective, ObjectNode schema) {
        this.effective = effective;
        this.schema = schema;
    }

    List<ValueProblem> of(List<Problem> problems) {
        int next = 0;
        while (next < problems.size()) {
            next = add(problems, next);
        }
        return found.stream().distinct().toList();
    }

    /** @return the index of the first problem that is not part of this one */
    private int add(List<Problem> problems, int at) {
        Problem problem = problems.get(at);
        Pointer path = located(effective.values(), problem.path(), Pointer.ROOT).orElse(Pointer.ROOT);
        Matcher name = NAME.matcher(problem.message());
        if (name.matches()) {
            addName(name.group(1));
            return afterName(problems, at + 1, name.group(1));
        }
        if (CHOICE.matcher(problem.message()).matches()) {
            return addChoice(path, problems, at);
        }
        addOne(path, problem.message());
        return at + 1;
    }

    private void addOne(Pointer path, String message) {
        Matcher unknown = UNKNOWN.matcher(message);
        Matcher missing = MISSING.matcher(message);
        Matcher needed = NEEDED.matcher(message);
        if (unknown.matches()) {
            quoted(unknown.group(1)).forEach(name -> add(path.child(name), "is unknown" + meant(path, name)));
        } else if (missing.matches()) {
            quoted(missing.group(1)).forEach(name -> add(path.child(name), "is missing" + about(path.child(name))));
        } else if (needed.matches()) {
            quoted(needed.group(1))
                    .forEach(name -> add(
                            path.child(name),
                            "is missing, as there is %s%s".formatted(needed.group(2), about(path.child(name)))));
        } else if (MISFIT.matcher(message).matches()) {
            add(path, "%s does not fit%s".formatted(shown(path), about(path)));
        } else if (message.equals("false schema")) {
            add(path, "is not for the kind %s; take it out".formatted(effective.text("/kind")));
        } else if (message.equals("'not' failed")) {
            add(path, "%s is not possible%s".formatted(shown(path), about(path)));
        } else if (message.contains("want string")) {
            add(path, "%s; put it into quotes, as it is a text".formatted(message));
        } else if (!message.equals("'allOf' failed")) {
            add(path, cut(message));
        }
    }

    private int addChoice(Pointer path, List<Problem> problems, int at) {
        List<String> choices = new ArrayList<>();
        int next = at + 1;
        while (next < problems.size()
                && problems.get(next).path().equals(problems.get(at).path())
                && MISSING.matcher(problems.get(next).message()).matches()) {
            choices.addAll(quoted(problems.get(next).message()));
            next++;
        }
        add(
                path,
                choices.isEmpty()
                        ? "can have only one of what it has" + about(path)
                        : "needs one of %s%s".formatted(String.join(", ", choices), about(path)));
        return next;
    }

    private void addName(String name) {
        List<Pointer> named = new ArrayList<>();
        find(effective.values(), name, Pointer.ROOT, named);
        Pointer path = named.isEmpty() ? Pointer.ROOT : named.getFirst();
        add(
                path,
                "\"%.100s\" is not possible as a name here%s"
                        .formatted(name, path.isRoot() ? "" : about(path.parent())));
    }

    private static int afterName(List<Problem> problems, int at, String name) {
        int next = at;
        while (next < problems.size()
                && problems.get(next).path().isEmpty()
                && (problems.get(next).message().equals("'not' failed")
                        || problems.get(next).message().startsWith("'%s' ".formatted(name)))) {
            next++;
        }
        return next;
    }

    private static void find(ObjectNode in, String name, Pointer at, List<Pointer> named) {
        Json.fields(in).forEach((field, value) -> {
            if (field.equals(name)) {
                named.add(at.child(field));
            } else if (value instanceof ObjectNode inner) {
                find(inner, name, at.child(field), named);
            }
        });
    }

    private void add(Pointer path, String message) {
        boolean isSet = !effective.values().at(path.toString()).isMissingNode();
        Optional<Origin> origin = effective.origin(path).filter(one -> isSet && one.layer() != LayerName.CHART);
        found.add(new ValueProblem(
                origin.map(Origin::source).orElse(""), origin.map(Origin::line).orElse(0), path.toString(), message));
    }

    /** The path with dots that Helm's complaint was given, where names may have dots themselves. */
    private static Optional<Pointer> located(JsonNode node, String dotted, Pointer at) {
        if (dotted.isEmpty()) {
            return Optional.of(at);
        }
        if (node.isArray()) {
            String index = dotted.split("\\.", 2)[0];
            String rest = dotted.substring(Math.min(dotted.length(), index.length() + 1));
            return index.matches("\\d{1,5}") && node.has(Integer.parseInt(index))
                    ? located(node.get(Integer.parseInt(index)), rest, at.child(index))
                    : Optional.empty();
        }
        for (String name : Json.fields(node).keySet()) {
            if (dotted.equals(name) || dotted.startsWith(name + ".")) {
                String rest = dotted.substring(Math.min(dotted.length(), name.length() + 1));
                Optional<Pointer> inside = located(node.get(name), rest, at.child(name));
                if (inside.isPresent()) {
                    return inside;
                }
            }
        }
        return Optional.empty();
    }

    private String shown(Pointer path) {
        return cut(effective.values().at(path.toString()).toString());
    }

    private static String cut(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }

    private String about(Pointer path) {
        ObjectNode described = schemaOf(path);
        String title = described == null ? null : Json.textAt(described, "title");
        String description = described == null ? null : Json.textAt(described, "description");
        return title == null || description == null ? "" : ": %s: %s".formatted(title, description);
    }

    private @Nullable ObjectNode schemaOf(Pointer path) {
        ObjectNode at = schema;
        for (String part : path.parts()) {
            JsonNode next = at.path("properties").get(part);
            next = next == null ? at.get("additionalProperties") : next;
            next = next == null ? at.get("items") : next;
            if (!(next instanceof ObjectNode inner)) {
                return null;
            }
            at = inner;
        }
        return at;
    }

    private String meant(Pointer path, String name) {
        ObjectNode around = schemaOf(path);
        List<String> known = around == null
                ? List.of()
                : List.copyOf(Json.fields(Json.objectAt(around, "properties")).keySet());
        Optional<String> near = known.stream()
                .filter(one -> Spelling.distance(one, name) <= Math.max(1, name.length() / 3))
                .min((one, other) -> Integer.compare(Spelling.distance(one, name), Spelling.distance(other, name)));
        return near.map("; did you mean %s?"::formatted)
                .orElseGet(() -> known.size() > 20 ? "" : "; there is " + String.join(", ", known));
    }

    private static List<String> quoted(String text) {
        return QUOTED.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toList());
    }
}
