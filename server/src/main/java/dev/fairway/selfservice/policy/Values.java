package dev.fairway.selfservice.policy;

import dev.cel.common.values.NullValue;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** JSON as expressions see it, and what expressions give as people read it. */
final class Values {

    private static final List<String> VARIABLES =
            List.of("request", "inputs", "entity", "actor", "team", "quota", "cost");

    private Values() {}

    static Map<String, Object> of(Facts facts) {
        Map<String, Object> values = new LinkedHashMap<>();
        VARIABLES.forEach(name -> values.put(name, of(Json.objectAt(facts.tree(), name))));
        values.put("now", facts.now());
        return values;
    }

    /** Whole numbers are {@code int}, all others {@code double}. */
    static Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                Json.fields(node).forEach((name, value) -> map.put(name, of(value)));
                yield map;
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                node.forEach(item -> list.add(of(item)));
                yield list;
            }
            case NUMBER -> number(node);
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.stringValue();
            default -> NullValue.NULL_VALUE;
        };
    }

    private static Object number(JsonNode node) {
        if (node.canConvertToExactIntegral() && node.canConvertToLong()) {
            return node.asLong();
        }
        return node.asDouble();
    }

    static String shown(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(Values::shown).collect(Collectors.joining(", "));
            case Instant instant -> Timestamps.format(instant);
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
            case NullValue nothing -> "nothing";
            default -> value.toString();
        };
    }
}
