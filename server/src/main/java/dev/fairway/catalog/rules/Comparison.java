package dev.fairway.catalog.rules;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.val;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One property against one value. The value's own JSON type decides how they are compared. */
final class Comparison {

    private static final int MAX_VALUES = 1000;

    private final PropertySql properties;
    private final String name;
    private final Field<JSONB> json;

    Comparison(PropertySql properties, String name) {
        this.properties = properties;
        this.name = name;
        this.json = properties.json(name);
    }

    Condition with(String operator, JsonNode value) {
        return switch (operator) {
            case "=" -> equalTo(value);
            case "!=" -> negated(equalTo(value));
            case ">", ">=", "<", "<=" -> ordered(operator, value);
            case "contains" -> found(value, contains(value));
            case "doesNotContains", "doesNotContain" -> negated(contains(value));
            case "beginsWith" -> found(value, like(escaped(value) + "%"));
            case "doesNotBeginsWith", "doesNotBeginWith" -> negated(like(escaped(value) + "%"));
            case "endsWith" -> found(value, like("%" + escaped(value)));
            case "doesNotEndsWith", "doesNotEndWith" -> negated(like("%" + escaped(value)));
            case "in" -> in(values(value));
            case "notIn" -> negated(in(values(value)));
            case "containsAny" ->
                or(values(value).stream()
                        .map(each -> found(each, contains(each)))
                        .toList());
            case "isEmpty" -> isEmpty();
            case "isNotEmpty" -> not(isEmpty());
            case "between" -> between(value);
            case "notBetween" -> negated(between(value));
            case "isExpired" -> Values.instant(json).le(now());
            case "isNotExpired" -> Values.instant(json).gt(now());
            default -> throw new InvalidInput("operator", "\"%s\" is not an operator of rules".formatted(operator));
        };
    }

    private Condition equalTo(JsonNode value) {
        if (Json.isNull(value)) {
            return json.isNull().or(condition("{0} = 'null'::jsonb", json));
        }
        if (DateRange.isOne(value)) {
            return between(value);
        }
        if (name.equals("$identifier") && value.isString()) {
            return properties.entity().IDENTIFIER.eq(value.stringValue());
        }
        if (name.equals("$blueprint") && value.isString()) {
            return ofBlueprints(List.of(value));
        }
        if (properties.isStored(name)) {
            ObjectNode wanted = Json.object();
            wanted.set(name, value);
            return value.isArray() || value.isObject()
                    ? json.eq(Json.jsonb(value))
                    : condition("{0} @> {1}", properties.entity().PROPERTIES, val(Json.jsonb(wanted)));
        }
        return name.equals("$team") && value.isString() ? contains(value) : json.eq(Json.jsonb(value));
    }

    private Condition ordered(String operator, JsonNode value) {
        if (value.isNumber()) {
            return compare(operator, Values.number(json), val(value.decimalValue(), BigDecimal.class));
        }
        if (!value.isString()) {
            throw new InvalidInput(
                    "value", "%s cannot be compared by size; use a number, a text or a time".formatted(value));
        }
        Optional<OffsetDateTime> instant = DateRange.instant(value.stringValue());
        return instant.isPresent()
                ? compare(operator, Values.instant(json), val(instant.get(), OffsetDateTime.class))
                : compare(operator, Values.text(json), val(value.stringValue()));
    }

    private static <T> Condition compare(String operator, Field<T> left, Field<T> right) {
        return switch (operator) {
            case ">" -> left.gt(right);
            case ">=" -> left.ge(right);
            case "<" -> left.lt(right);
            default -> left.le(right);
        };
    }

    private Condition contains(JsonNode value) {
        if (name.equals("$team") && value.isString()) {
            return condition("{0} @> {1}::text[]", properties.team(), val(new String[] {value.stringValue()}));
        }
        if (value.isString() && properties.isText(name)) {
            return like("%" + escaped(value) + "%");
        }
        ArrayNode member = Json.array();
        member.add(value);
        Condition isMember = condition("(jsonb_typeof({0}) = 'array' and {0} @> {1})", json, val(Json.jsonb(member)));
        return value.isString() ? like("%" + escaped(value) + "%").or(isMember) : isMember;
    }

    /** Lets it be known that an index over this property's texts would help. */
    private Condition found(JsonNode value, Condition condition) {
        if (properties.isText(name) && TextMatch.isIndexable(value.asString(""))) {
            properties.hasTextIndex(name);
        }
        return condition;
    }

    private Condition like(String pattern) {
        Field<String> text = name.equals("$identifier")
                ? properties.entity().IDENTIFIER
                : name.equals("$datasource") ? properties.entity().DATASOURCE : text();
        return condition("{0} ilike {1}", text, val(pattern));
    }

    private Field<String> text() {
        return properties.isText(name)
                ? field("({0} ->> {1})", String.class, properties.entity().PROPERTIES, inline(name))
                : Values.text(json);
    }

    private Condition in(List<JsonNode> values) {
        if (name.equals("$identifier")) {
            return properties
                    .entity()
                    .IDENTIFIER
                    .in(values.stream().map(value -> value.asString("")).toList());
        }
        if (name.equals("$blueprint")) {
            return ofBlueprints(values);
        }
        List<Condition> each = new ArrayList<>();
        values.forEach(value -> each.add(equalTo(value)));
        return each.isEmpty() ? falseCondition() : or(each);
    }

    private Condition ofBlueprints(List<JsonNode> names) {
        List<Integer> ids = names.stream()
                .flatMap(blueprint -> properties.scope().blueprints().find(blueprint.asString("")).stream())
                .map(Blueprint::id)
                .toList();
        return properties.entity().BLUEPRINT_ID.in(ids);
    }

    private Condition isEmpty() {
        return json.isNull().or(condition("{0} in ('null'::jsonb, '\"\"'::jsonb, '[]'::jsonb)", json));
    }

    private Condition between(JsonNode value) {
        if (value.isObject()
                && value.path("from").isNumber()
                && value.path("to").isNumber()) {
            return Values.number(json)
                    .between(value.get("from").decimalValue(), value.get("to").decimalValue());
        }
        DateRange range = DateRange.of(value, properties.scope().now());
        Field<OffsetDateTime> when = switch (name) {
            case "$createdAt" -> properties.entity().CREATED_AT;
            case "$updatedAt" -> properties.entity().UPDATED_AT;
            default -> Values.instant(json);
        };
        return when.ge(range.from()).and(when.lt(range.to()));
    }

    /** A rule that says "not" also holds for entities without the property. */
    private static Condition negated(Condition condition) {
        return condition("({0}) is not true", condition);
    }

    private OffsetDateTime now() {
        return properties.scope().now().atOffset(ZoneOffset.UTC);
    }

    private String escaped(JsonNode value) {
        if (!value.isString() && !value.isNumber()) {
            throw new InvalidInput("value", "%s is no text to look for in \"%s\"".formatted(value, name));
        }
        return TextMatch.escaped(value.asString());
    }

    private static List<JsonNode> values(JsonNode value) {
        List<JsonNode> values = new ArrayList<>();
        if (value instanceof ArrayNode array) {
            array.forEach(values::add);
        } else {
            values.add(value);
        }
        if (values.size() > MAX_VALUES) {
            throw new InvalidInput(
                    "value",
                    String.format(Locale.ROOT, "has %,d values; at most %,d are possible", values.size(), MAX_VALUES));
        }
        return values;
    }
}
