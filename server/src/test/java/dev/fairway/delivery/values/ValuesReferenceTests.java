package dev.fairway.delivery.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.shared.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The page about values has the values that there are, and every one of them says what it is. */
class ValuesReferenceTests {

    private static final Path PAGE = Path.of("..", "docs", "reference", "values.md");
    private static final String BEGIN = "<!-- from values.schema.json -->\n";
    private static final String END = "<!-- until here -->\n";

    private final StringBuilder rows = new StringBuilder();

    @Test
    void listsEveryValue() throws IOException {
        addAll("", ServiceChart.shipped().schema(), ServiceChart.shipped().defaults());
        String page = Files.readString(PAGE);
        String generated = page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                + "\n| Value | Type | Default | Meaning |\n|---|---|---|---|\n"
                + rows
                + "\n"
                + page.substring(page.indexOf(END));
        if (!page.equals(generated)) {
            Files.writeString(PAGE, generated);
            assertThat(false)
                    .as("%s did not have the values of values.schema.json; it has been written anew: commit it", PAGE)
                    .isTrue();
        }
        assertThat(generated).contains("`autoscaling.max`");
    }

    @Test
    void refusesWhatItDoesNotKnowEverywhere() {
        assertClosed("", ServiceChart.shipped().schema());
    }

    private static void assertClosed(String path, ObjectNode schema) {
        if (path.startsWith(".extraObjects")) {
            return;
        }
        if ("object".equals(Json.textAt(schema, "type"))) {
            assertThat(schema.has("additionalProperties")).as(path).isTrue();
        }
        assertThat(path.isEmpty() || schema.has("title") || schema.has("pattern") || schema.has("maxLength"))
                .as(path)
                .isTrue();
        Json.fields(Json.objectAt(schema, "properties")).forEach((name, inner) -> {
            if (inner instanceof ObjectNode object) {
                assertClosed(path + "." + name, object);
            }
        });
        for (String inner : new String[] {"additionalProperties", "items"}) {
            if (schema.get(inner) instanceof ObjectNode object) {
                assertClosed("%s.*".formatted(path), object);
            }
        }
    }

    private void addAll(String path, ObjectNode schema, JsonNode defaults) {
        Json.fields(Json.objectAt(schema, "properties")).forEach((name, inner) -> {
            if (inner instanceof ObjectNode value) {
                add(path + name, value, defaults.path(name));
            }
        });
    }

    private void add(String path, ObjectNode schema, JsonNode standard) {
        boolean isLeaf = !standard.isMissingNode() && !standard.isObject();
        rows.append("| `%s` | %s | %s | %s |\n"
                .formatted(
                        path,
                        type(schema),
                        isLeaf ? "`%s`".formatted(standard.isString() ? standard.asString() : standard) : "",
                        meaning(schema)));
        addAll(path + ".", schema, standard);
        if (schema.get("additionalProperties") instanceof ObjectNode values && values.has("properties")) {
            addAll(path + ".<name>.", values, Json.object());
        }
        if (schema.get("items") instanceof ObjectNode items && !path.equals("extraObjects")) {
            addAll(path + "[].", items, Json.object());
        }
    }

    private static String type(ObjectNode schema) {
        if (schema.has("enum")) {
            return "one of " + String.join(", ", Json.texts(schema.get("enum")));
        }
        String type = String.valueOf(Json.textAt(schema, "type"));
        return switch (type) {
            case "integer" ->
                "%s to %s"
                        .formatted(
                                schema.path("minimum").asString(),
                                schema.path("maximum").asString());
            case "array" -> "list";
            case "string" -> schema.has("format") ? String.valueOf(Json.textAt(schema, "format")) : "text";
            case "boolean" -> "true or false";
            default -> schema.has("properties") ? "" : "by name";
        };
    }

    private static String meaning(ObjectNode schema) {
        String title = String.valueOf(Json.textAt(schema, "title"));
        String description = Json.textAt(schema, "description");
        return "**%s**%s".formatted(title, description == null ? "" : ". " + description.replace("<", "&lt;"));
    }
}
