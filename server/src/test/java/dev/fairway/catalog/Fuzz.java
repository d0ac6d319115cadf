package dev.fairway.catalog;

import dev.fairway.shared.Json;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes bodies that are nearly right: the words are those of the API, what stands behind them need not be. */
record Fuzz(Random random) {

    private static final String[] NAMES = {
        "text",
        "count",
        "flag",
        "list",
        "data",
        "day",
        "due",
        "kind",
        "twice",
        "mirrored",
        "counted",
        "one",
        "all",
        "$identifier",
        "$title",
        "$team",
        "$blueprint",
        "$createdAt",
        "$updatedBy",
        "$datasource",
        "$icon",
        "$nothing",
        "nothing",
        "data.deep",
        "one.text",
        "",
        " ",
        "a'b",
        "a\"b",
        "\u0000",
        "한국어",
        "x".repeat(150)
    };

    private static final String[] OPERATORS = {
        "=",
        "!=",
        ">",
        ">=",
        "<",
        "<=",
        "contains",
        "doesNotContains",
        "beginsWith",
        "doesNotBeginsWith",
        "endsWith",
        "doesNotEndsWith",
        "in",
        "notIn",
        "containsAny",
        "isEmpty",
        "isNotEmpty",
        "between",
        "notBetween",
        "isExpired",
        "isNotExpired",
        "relatedTo",
        "matchAny",
        "like",
        ""
    };

    private static final String[] TEXTS = {
        "",
        "x",
        "there",
        "a",
        "%",
        "_",
        "\\",
        "'; drop table catalog.entity; --",
        "\u0000",
        "\ud83d",
        "2026-02-30T25:00:00Z",
        "2026-01-01T00:00:00Z",
        "lastWeek",
        "1e999",
        "NaN",
        "한국어",
        "\n",
        "$title",
        "{}",
        "x".repeat(5000)
    };

    /** The text to send, in which no single quote stands for a double one. */
    static String sent(JsonNode body) {
        return body.toString().replace("'", "\\u0027");
    }

    String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private boolean rarely() {
        return random.nextInt(8) == 0;
    }

    JsonNode query(int depth) {
        ObjectNode query = Json.object().put("combinator", rarely() ? any("not", "", "AND") : any("and", "or"));
        ArrayNode rules = query.putArray("rules");
        IntStream.range(0, random.nextInt(4))
                .forEach(_ -> rules.add(depth > 0 && random.nextInt(3) == 0 ? query(depth - 1) : rule()));
        return damaged(query);
    }

    private JsonNode rule() {
        ObjectNode rule = Json.object().put("operator", any(OPERATORS));
        switch (random.nextInt(7)) {
            case 0 -> rule.put("blueprint", any("_team", "nothing", ""));
            case 1 -> rule.putObject("property").set("path", value(2));
            case 2 -> rule.putObject("propertySchema").put("type", any("string", "number", "nothing"));
            case 3 -> rule.put("relation", any(NAMES));
            case 4 ->
                rule.putObject("property")
                        .put("context", any("user", "userTeams", ""))
                        .put("property", any(NAMES));
            default -> rule.put("property", any(NAMES));
        }
        if (random.nextInt(3) == 0) {
            rule.put("direction", any("upstream", "downstream", "sideways"));
        }
        return damaged(rule.set("value", value(2)));
    }

    JsonNode blueprint(String identifier, String target) {
        ObjectNode blueprint = Json.object().put("identifier", rarely() ? any(TEXTS) : identifier);
        ObjectNode properties = blueprint.putObject("schema").putObject("properties");
        parts(
                properties,
                () -> Json.object()
                        .put("type", any("string", "number", "boolean", "object", "array", "text"))
                        .put("pattern", any(".*", "[", "(a+)+$"))
                        .set("enum", value(1)));
        parts(
                blueprint.putObject("relations"),
                () -> Json.object()
                        .put("target", rarely() ? any(TEXTS) : target)
                        .put("many", random.nextBoolean())
                        .put("required", random.nextBoolean()));
        parts(blueprint.putObject("mirrorProperties"), () -> Json.object().put("path", any(NAMES) + "." + any(NAMES)));
        parts(
                blueprint.putObject("calculationProperties"),
                () -> Json.object()
                        .put("type", any("string", "number"))
                        .put("calculation", any(".", ".a |", "1/0", "error", "[range(5)]", ".. | .x", "input")));
        parts(blueprint.putObject("aggregationProperties"), this::aggregation);
        return damaged(blueprint);
    }

    private JsonNode aggregation() {
        ObjectNode aggregation = Json.object().put("target", any("_team", "_user", "nothing"));
        aggregation
                .putObject("calculationSpec")
                .put("calculationBy", any("entities", "property", ""))
                .put("func", any("count", "sum", "average", "median", "nothing"))
                .put("property", any(NAMES))
                .put("averageOf", any("day", "total", "never"));
        return aggregation.set("query", query(1));
    }

    private void parts(ObjectNode section, Supplier<JsonNode> part) {
        IntStream.range(0, random.nextInt(3)).forEach(_ -> section.set(any(NAMES), damaged(part.get())));
    }

    JsonNode entity() {
        ObjectNode entity =
                Json.object().put("identifier", any("there", "e1", "e2", "a b", "..", "%2F", "x".repeat(1001)));
        entity.set("title", value(1));
        entity.set("team", value(1));
        ObjectNode properties = entity.putObject("properties");
        IntStream.range(0, random.nextInt(4)).forEach(_ -> properties.set(any(NAMES), value(2)));
        ObjectNode relations = entity.putObject("relations");
        IntStream.range(0, random.nextInt(2)).forEach(_ -> relations.set(any("one", "all", "nothing"), value(1)));
        return damaged(entity);
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> Json.MAPPER.nullNode();
            case 1 -> Json.read(any("0", "-1", "1.50", "1e400", "-9223372036854775809", "0.1e-300"));
            case 2 -> Json.MAPPER.valueToTree(random.nextBoolean());
            case 6 -> list(depth);
            case 7 -> object(depth);
            case 8 -> query(0);
            default -> Json.MAPPER.valueToTree(any(TEXTS));
        };
    }

    private JsonNode list(int depth) {
        ArrayNode list = Json.array();
        IntStream.range(0, random.nextInt(4)).forEach(_ -> list.add(value(depth - 1)));
        return list;
    }

    private JsonNode object(int depth) {
        ObjectNode object = Json.object();
        Stream.generate(() -> any("from", "to", "preset", "combinator", "rules", "x", ""))
                .limit(random.nextInt(4))
                .forEach(key -> object.set(key, value(depth - 1)));
        return object;
    }

    /** Now and then one part is gone or another thing. */
    JsonNode damaged(JsonNode node) {
        if (!rarely() || !(node instanceof ObjectNode object) || object.isEmpty()) {
            return node;
        }
        List<String> names = List.copyOf(Json.fields(object).keySet());
        String name = names.get(random.nextInt(names.size()));
        if (random.nextBoolean()) {
            object.remove(name);
        } else {
            object.set(name, value(2));
        }
        return object;
    }
}
