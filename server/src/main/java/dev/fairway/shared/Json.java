package dev.fairway.shared;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON trees whose numbers stay exactly what was sent. */
public final class Json {

    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static ArrayNode array(Iterable<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }

    public static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    /** JSON's null. */
    public static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }

    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    public static ObjectNode readObject(JSONB value) {
        return (ObjectNode) MAPPER.readTree(value.data());
    }

    public static ObjectNode readObject(JSON value) {
        return (ObjectNode) MAPPER.readTree(value.data());
    }

    /** For columns that keep the order of keys. */
    public static JSON ordered(JsonNode node) {
        return JSON.valueOf(node.toString());
    }

    public static JSONB jsonb(JsonNode node) {
        return JSONB.valueOf(node.toString());
    }

    /** The object at a field; empty when there is none. */
    public static ObjectNode objectAt(JsonNode node, String field) {
        return node.get(field) instanceof ObjectNode object ? object : object();
    }

    public static Map<String, JsonNode> fields(JsonNode node) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    /** The text at a field, or null when there is none or it is no text. */
    public static @Nullable String textAt(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    /** The texts of an array, without what is no text. */
    public static List<String> texts(@Nullable JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node instanceof ArrayNode array) {
            array.forEach(item -> {
                if (item.isString()) {
                    texts.add(item.stringValue());
                }
            });
        }
        return texts;
    }

    public static boolean isNull(@Nullable JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode();
    }
}
