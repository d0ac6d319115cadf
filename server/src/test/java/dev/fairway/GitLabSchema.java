package dev.fairway;

import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The calls of GitLab's REST API that Fairway makes, and what they take and answer, by {@code gitlab-calls.json}: facts of the
 * description that GitLab publishes. The file names its version, and what is known from elsewhere.
 */
public final class GitLabSchema {

    private static final String FILE = "/gitlab-calls.json";
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern LIST = Pattern.compile("\\[(.+)]");

    private final JsonNode facts;
    private final List<Operation> operations;

    /** One call. @param parts names of the parts of its path */
    public record Operation(String method, String template, Pattern path, List<String> parts, JsonNode facts) {

        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    /** @param parts of the path by name, decoded */
    public record Matched(Operation operation, Map<String, String> parts) {}

    private GitLabSchema(JsonNode facts) {
        this.facts = facts;
        operations = facts.path("calls").properties().stream()
                .map(call -> operation(call.getKey(), call.getValue()))
                .toList();
    }

    public static GitLabSchema read() {
        try (InputStream file = Objects.requireNonNull(GitLabSchema.class.getResourceAsStream(FILE), FILE)) {
            return new GitLabSchema(Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Operation operation(String call, JsonNode facts) {
        String[] words = call.split(" ", 2);
        List<String> parts =
                PLACE.matcher(words[1]).results().map(place -> place.group(1)).toList();
        Pattern path = Pattern.compile(PLACE.matcher(words[1]).replaceAll("([^/]+)"));
        return new Operation(words[0], words[1], path, parts, facts);
    }

    /** The call that a path means, which begins behind {@code /api/v4} and is encoded as it was sent. */
    public Optional<Matched> find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> operation.path().matcher(path).matches())
                .min(Comparator.comparingInt(operation -> operation.parts().size()))
                .map(operation -> new Matched(operation, parts(operation, path)));
    }

    private static Map<String, String> parts(Operation operation, String path) {
        Map<String, String> parts = new HashMap<>();
        Matcher matcher = operation.path().matcher(path);
        if (matcher.matches()) {
            for (int part = 0; part < operation.parts().size(); part++) {
                String value = URLDecoder.decode(matcher.group(part + 1), StandardCharsets.UTF_8);
                parts.put(operation.parts().get(part), value);
            }
        }
        return parts;
    }

    /** What is wrong with a call; empty for one as it should be. */
    public List<String> complaints(Matched call, Map<String, String> query, @Nullable JsonNode body) {
        Operation operation = call.operation();
        List<String> complaints = new ArrayList<>();
        operation.facts().path("path").properties().forEach(part -> {
            String value = call.parts().getOrDefault(part.getKey(), "");
            complaints.addAll(wrongText(part.getKey(), part.getValue().stringValue(), value));
        });
        JsonNode known = operation.facts().path("query");
        query.forEach((name, value) -> complaints.addAll(
                known.has(name)
                        ? wrongText(name, known.path(name).stringValue(), value)
                        : List.of("there is no query parameter " + name)));
        complaints.addAll(missing(known, query::containsKey));
        JsonNode taken = operation.facts().path("body");
        if (taken.isMissingNode() != (body == null)) {
            complaints.add(body == null ? "it needs a body" : "it takes no body");
        } else if (body != null) {
            complaints.addAll(wrongFields("", taken, body));
            complaints.addAll(missing(taken, body::hasNonNull));
        }
        return complaints.stream().map(what -> operation + ": " + what).toList();
    }

    /** What is wrong with an answer. What a refusal says is not described. */
    public List<String> complaints(Operation operation, int status, JsonNode answer) {
        JsonNode type = operation.facts().path("answers").path(String.valueOf(status));
        boolean isRefusal = operation.facts().path("refuses").valueStream().anyMatch(one -> one.intValue() == status);
        if (type.isMissingNode()) {
            return isRefusal ? List.of() : List.of("%s never answers %d".formatted(operation, status));
        }
        return wrong("answer", type.stringValue(), answer).stream()
                .map(what -> operation + ": " + what)
                .toList();
    }

    /** What is wrong with something that GitLab sends by itself, such as {@code PushHook}. */
    public List<String> complaints(String thing, JsonNode value) {
        return wrong(thing, thing, value);
    }

    private static List<String> missing(JsonNode fields, Predicate<String> isThere) {
        return fields.properties().stream()
                .filter(field -> field.getValue().stringValue().endsWith("!"))
                .filter(field -> !isThere.test(field.getKey()))
                .map(field -> field.getKey() + " is missing")
                .toList();
    }

    private List<String> wrongFields(String at, JsonNode fields, JsonNode value) {
        List<String> wrong = new ArrayList<>();
        value.properties().forEach(field -> {
            String name = at.isEmpty() ? field.getKey() : at + "." + field.getKey();
            wrong.addAll(
                    fields.has(field.getKey())
                            ? wrong(name, fields.path(field.getKey()).stringValue(), field.getValue())
                            : List.of("there is no " + name));
        });
        return wrong;
    }

    /** A parameter, whatever its type, is sent as a text. */
    private static List<String> wrongText(String name, String type, String text) {
        boolean isFine = switch (type.replace("!", "")) {
            case "integer" -> text.matches("\\d+");
            case "boolean" -> text.matches("true|false");
            case "string", "time", "object" -> true;
            default -> Arrays.asList(type.replace("!", "").split("\\|")).contains(text);
        };
        return isFine ? List.of() : List.of("%s is no %s: %s".formatted(name, type, text));
    }

    private List<String> wrong(String name, String wanted, JsonNode value) {
        String type = wanted.replace("!", "");
        Matcher list = LIST.matcher(type);
        if (list.matches()) {
            return value.isArray()
                    ? value.valueStream()
                            .flatMap(one -> wrong(name + "[]", list.group(1), one).stream())
                            .toList()
                    : List.of("%s is no list: %s".formatted(name, value));
        }
        JsonNode thing = facts.path("things").path(type);
        if (thing.isObject() && value.isObject()) {
            List<String> wrong = new ArrayList<>(wrongFields(name, thing, value));
            wrong.addAll(missing(thing, value::has));
            return wrong;
        }
        boolean isFine = value.isNull() || (!thing.isObject() && isOf(type, value));
        return isFine ? List.of() : List.of("%s is no %s: %s".formatted(name, type, value));
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isContainer();
            case "string", "time" -> value.isString();
            default -> value.isString() && Arrays.asList(type.split("\\|")).contains(value.stringValue());
        };
    }
}
