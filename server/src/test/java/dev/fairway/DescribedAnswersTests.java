package dev.fairway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the description says of an answer is true of the answer. */
class DescribedAnswersTests extends RunningFairway {

    private static final String REFERENCE = "#/components/schemas/";

    private JsonNode description;

    @BeforeEach
    void read() {
        description = anonymous.get("/v3/api-docs").body();
    }

    @Test
    void listsAndSingleThingsAreAsDescribed() {
        String blueprint = blueprint("""
                'title': 'Described', 'schema': {'properties': {'n': {'type': 'number'}}},
                'relations': {'next': {'target': '_team'}}""");
        admin.post(entities(blueprint), "{'identifier': 'a', 'properties': {'n': 1}}");
        String page = admin.get("/v1/pages").at("/pages/0/identifier").stringValue();

        assertDescribed("/v1/blueprints/{blueprint}", blueprint);
        assertDescribed("/v1/blueprints/{blueprint}/permissions", blueprint);
        assertDescribed("/v1/blueprints/{blueprint}/entities", blueprint);
        assertDescribed("/v1/blueprints/{blueprint}/entities/{identifier}", blueprint, "a");
        assertDescribed("/v1/blueprints/{blueprint}/entities/{identifier}/dependents", blueprint, "a");
        assertDescribed("/v1/blueprints/{blueprint}/entities-count", blueprint);
        assertDescribed("/v1/pages");
        assertDescribed("/v1/pages/{identifier}", page);
        assertDescribed("/v1/pages/{identifier}/permissions", page);
        Stream.of("audit-log", "jobs", "imports", "users", "teams", "credentials", "organization", "sidebars/catalog")
                .forEach(list -> assertDescribed("/v1/" + list));
    }

    @Test
    void failuresAreAsDescribed() {
        Reply refused = admin.get("/v1/blueprints/nothing");

        assertThat(problems(schema("ErrorAnswer"), refused.body(), "answer")).isEmpty();
    }

    private void assertDescribed(String path, String... names) {
        String address = path;
        for (String name : names) {
            address = address.replaceFirst("\\{\\w+}", Api.encoded(name));
        }
        JsonNode operation = description.get("paths").get(path).get("get");
        JsonNode schema = operation.at("/responses/200/content/application~1json/schema");
        assertThat(schema.isMissingNode()).as("schema of %s", path).isFalse();
        Reply reply = admin.get(address);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(problems(schema, reply.body(), path)).isEmpty();
    }

    private List<String> problems(JsonNode schema, JsonNode value, String path) {
        if (schema.has("$ref")) {
            return problems(schema(schema.get("$ref").stringValue().substring(REFERENCE.length())), value, path);
        }
        if (schema.has("anyOf")) {
            return value.isNull() ? List.of() : problems(schema.get("anyOf").get(0), value, path);
        }
        List<String> problems = new ArrayList<>();
        if (schema.has("type") && !types(schema).contains(typeOf(value))) {
            problems.add("%s is %s, not %s".formatted(path, typeOf(value), types(schema)));
        }
        for (String name : Json.texts(schema.get("required"))) {
            if (Json.isNull(value.get(name))) {
                problems.add("%s.%s is missing".formatted(path, name));
            }
        }
        JsonNode properties = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        Json.fields(value).forEach((name, part) -> {
            JsonNode described = properties.has(name) ? properties.get(name) : others;
            if (described.isObject()) {
                problems.addAll(problems(described, part, path + "." + name));
            }
        });
        if (value.isArray() && schema.has("items")) {
            value.forEach(item -> problems.addAll(problems(schema.get("items"), item, path + "[]")));
        }
        return problems;
    }

    private JsonNode schema(String name) {
        return description.get("components").get("schemas").get(name);
    }

    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.get("type");
        return type.isArray() ? Json.texts(type) : List.of(type.stringValue());
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case NULL, MISSING -> "null";
            default -> "string";
        };
    }
}
