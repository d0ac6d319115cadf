package dev.fairway.delivery;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.fairway.clusters.TestTools;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The REST API of GitHub as GitHub publishes it: which calls there are, and what they take and answer. */
final class GitHubSchema {

    /** Parts of paths that may hold slashes. */
    private static final List<String> LONG = List.of("ref", "path");

    private static final Path FILE = TestTools.folder().resolve("schemas/github.json");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final ObjectNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /** One call. @param parts names of the parts of its path */
    record Operation(String method, String template, Pattern path, List<String> parts, JsonNode description) {}

    /** @param parts of the path by name */
    record Matched(Operation operation, Map<String, String> parts) {}

    private GitHubSchema(ObjectNode document) {
        this.document = document;
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.add(operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
    }

    /** Read once, as it is large. A test that needs it is skipped where it was not fetched. */
    static GitHubSchema read() {
        assumeTrue(Files.isReadable(FILE), "GitHub's schema is missing; scripts/github-schema fetches it");
        return Known.SCHEMA;
    }

    private static final class Known {

        private static final GitHubSchema SCHEMA = schema();

        private static GitHubSchema schema() {
            try {
                return new GitHubSchema((ObjectNode) Json.read(Files.readString(FILE)));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static Operation operation(String method, String template, JsonNode description) {
        List<String> parts = new ArrayList<>();
        Matcher places = PLACE.matcher(template);
        StringBuilder path = new StringBuilder();
        int end = 0;
        while (places.find()) {
            parts.add(places.group(1));
            path.append(Pattern.quote(template.substring(end, places.start())))
                    .append(LONG.contains(places.group(1)) ? "(.+)" : "([^/]+)");
            end = places.end();
        }
        path.append(Pattern.quote(template.substring(end)));
        return new Operation(method, template, Pattern.compile(path.toString()), parts, description);
    }

    /** The call that a path means; the one with the fewest parts of several. */
    Optional<Matched> find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> operation.path().matcher(path).matches())
                .min(Comparator.comparingInt(operation -> operation.parts().size()))
                .map(operation -> {
                    Matcher matcher = operation.path().matcher(path);
                    Map<String, String> parts = new HashMap<>();
                    if (matcher.matches()) {
                        for (int part = 0; part < operation.parts().size(); part++) {
                            parts.put(operation.parts().get(part), matcher.group(part + 1));
                        }
                    }
                    return new Matched(operation, parts);
                });
    }

    /** What is wrong with a call; empty for one as it should be. */
    List<String> complaints(Operation operation, Map<String, String> query, @Nullable JsonNode body) {
        List<String> complaints = new ArrayList<>();
        Map<String, JsonNode> known = new HashMap<>();
        operation
                .description()
                .path("parameters")
                .valueStream()
                .map(this::resolved)
                .forEach(parameter -> {
                    if (parameter.path("in").asString("").equals("query")) {
                        known.put(parameter.path("name").asString(""), resolved(parameter.path("schema")));
                    }
                });
        query.forEach((name, value) -> {
            JsonNode schema = known.get(name);
            if (schema == null) {
                complaints.add("%s has no query parameter %s".formatted(operation.template(), name));
            } else if (schema.path("type").asString("").equals("integer") && !value.matches("\\d+")) {
                complaints.add("%s is no number: %s".formatted(name, value));
            } else if (schema.has("enum") && !Json.texts(schema.get("enum")).contains(value)) {
                complaints.add("%s is none of %s: %s".formatted(name, schema.get("enum"), value));
            }
        });
        JsonNode schema = operation.description().at("/requestBody/content/application~1json/schema");
        if (body != null && schema.isMissingNode()) {
            complaints.add("%s %s takes no body".formatted(operation.method(), operation.template()));
        } else if (body == null
                && operation.description().at("/requestBody/required").asBoolean(false)) {
            complaints.add("%s %s needs a body".formatted(operation.method(), operation.template()));
        } else if (body != null) {
            complaints.addAll(complaints(operation.template() + operation.method(), schema, body));
            body.propertyNames().forEach(name -> {
                if (!schema.has("oneOf") && !schema.path("properties").has(name)) {
                    complaints.add("%s %s takes no %s".formatted(operation.method(), operation.template(), name));
                }
            });
        }
        return complaints;
    }

    /** What is wrong with an answer. */
    List<String> complaints(Operation operation, int status, JsonNode answer) {
        JsonNode response = resolved(operation.description().path("responses").path(String.valueOf(status)));
        if (response.isMissingNode()) {
            return List.of("%s %s never answers %d".formatted(operation.method(), operation.template(), status));
        }
        JsonNode schema = response.at("/content/application~1json/schema");
        return schema.isMissingNode()
                ? List.of()
                : complaints(operation.template() + operation.method() + status, schema, answer);
    }

    private List<String> complaints(String name, JsonNode schema, JsonNode value) {
        Schema check = schemas.computeIfAbsent(name, any -> {
            ObjectNode whole = Json.object();
            whole.putArray("allOf").add(schema);
            whole.set("components", document.path("components"));
            return SchemaRegistry.withDialect(Dialects.getOpenApi30()).getSchema(whole);
        });
        return check.validate(value).stream().map(error -> name + ": " + error).toList();
    }

    /** An answer with all that is required, made up where nothing is said. @param said what is not to be made up */
    JsonNode answer(Operation operation, int status, JsonNode said) {
        JsonNode response = resolved(operation.description().path("responses").path(String.valueOf(status)));
        JsonNode schema = response.at("/content/application~1json/schema");
        return schema.isMissingNode() ? said : filled(schema, said);
    }

    /** The same of one thing among those that are described. */
    JsonNode filled(String component, JsonNode said) {
        return filled(document.at("/components/schemas/" + component), said);
    }

    private JsonNode filled(JsonNode reference, @Nullable JsonNode said) {
        JsonNode schema = resolved(reference);
        if (said != null && !said.isContainer()) {
            return said;
        }
        if (said instanceof ArrayNode items) {
            ArrayNode filled = Json.array();
            items.forEach(item -> filled.add(filled(schema.path("items"), item)));
            return filled;
        }
        if (said == null && schema.path("nullable").asBoolean(false)) {
            return Json.nothing();
        }
        for (String several : List.of("oneOf", "anyOf")) {
            if (schema.path(several).size() > 0) {
                return filled(schema.path(several).get(0), said);
            }
        }
        if (schema.has("allOf")) {
            ObjectNode all = Json.object();
            schema.path("allOf").forEach(part -> {
                if (filled(part, said) instanceof ObjectNode object) {
                    all.setAll(object);
                }
            });
            return all;
        }
        if (said instanceof ObjectNode object) {
            return filledObject(schema, object);
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asString(schema.has("properties") ? "object" : "")) {
            case "object" -> filledObject(schema, Json.object());
            case "array" -> Json.array();
            case "integer", "number" -> Json.read("1");
            case "boolean" -> Json.read("false");
            default ->
                Json.text(
                        switch (schema.path("format").asString("")) {
                            case "uri" -> "https://github.example.com/x";
                            case "date-time" -> "2026-01-01T00:00:00Z";
                            case "email" -> "somebody@example.com";
                            default -> "x";
                        });
        };
    }

    private ObjectNode filledObject(JsonNode schema, ObjectNode said) {
        ObjectNode filled = Json.object();
        schema.path("required").forEach(name -> {
            if (!said.has(name.stringValue())) {
                filled.set(name.stringValue(), filled(schema.path("properties").path(name.stringValue()), null));
            }
        });
        said.properties()
                .forEach(field -> filled.set(
                        field.getKey(),
                        schema.path("properties").has(field.getKey())
                                ? filled(schema.path("properties").path(field.getKey()), field.getValue())
                                : field.getValue()));
        return filled;
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.startsWith("#/") ? resolved(document.at(reference.substring(1))) : node;
    }
}
