package dev.fairway.catalog.rules;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Property;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.schema.PropertyType;
import java.math.BigDecimal;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What entities are ordered by: numbers by size, times by instant, texts by their first 200 characters without regard to
 * case, anything else by PostgreSQL's own order of jsonb. An index over the same expression gives the order for nothing.
 *
 * @param type of PostgreSQL
 * @param optional whether entities may have no value
 */
public record SortKey(Field<?> value, String type, boolean optional) {

    public static SortKey of(PropertySql properties, String name) {
        var entity = properties.entity();
        return switch (properties.canonical(name)) {
            case "$identifier" -> new SortKey(entity.IDENTIFIER, "text", false);
            case "$title" ->
                new SortKey(
                        field("lower(left(coalesce({0}, {1}), 200))", String.class, entity.TITLE, entity.IDENTIFIER),
                        "text",
                        false);
            case "$createdAt" -> new SortKey(entity.CREATED_AT, "timestamptz", false);
            case "$updatedAt" -> new SortKey(entity.UPDATED_AT, "timestamptz", false);
            default -> ofProperty(properties, name);
        };
    }

    private static SortKey ofProperty(PropertySql properties, String name) {
        Blueprint blueprint = Objects.requireNonNull(properties.scope().blueprint());
        Property property = blueprint.properties().get(name);
        if (property == null) {
            return new SortKey(properties.json(properties.canonical(name)), "jsonb", true);
        }
        Field<?> json = Values.stored(properties.entity().PROPERTIES, name);
        if (property.type() == PropertyType.NUMBER) {
            return new SortKey(field("catalog.as_number({0})", json), "numeric", true);
        }
        if ("date-time".equals(property.format())) {
            return new SortKey(field("catalog.as_instant({0} #>> '{}')", json), "timestamptz", true);
        }
        return new SortKey(field("lower(left({0} #>> '{}', 200))", json), "text", true);
    }

    /** The value with nothing left to be filled in. */
    public String sql() {
        return DSL.using(SQLDialect.POSTGRES).renderInlined(value);
    }

    /** The value in a form that {@link #parsed} takes back; null for none. */
    public Field<String> asText() {
        return field("({0})::text", String.class, value);
    }

    private Field<?> parsed(String text) {
        try {
            return switch (type) {
                case "numeric" -> val(new BigDecimal(text));
                case "jsonb" -> val(Json.jsonb(Json.read(text)));
                case "timestamptz" -> field("catalog.as_instant({0})", val(text));
                default -> val(text);
            };
        } catch (NumberFormatException | JacksonException forged) {
            throw new InvalidInput("from", "is not a cursor of this search; start without it");
        }
    }

    public Condition equalTo(@Nullable String text) {
        return text == null ? value.isNull() : condition("{0} = {1}", value, parsed(text));
    }

    /** Behind a row with this value in the order; rows without a value are behind every other. */
    public Condition behind(String text, boolean descending) {
        Condition behind = condition(descending ? "{0} < {1}" : "{0} > {1}", value, parsed(text));
        return optional ? behind.or(value.isNull()) : behind;
    }

    /** Behind this value, or equal to it and behind the id. */
    public Condition behind(String text, Field<Long> id, long lastId, boolean descending) {
        return condition(
                descending ? "({0}, {1}) < ({2}, {3})" : "({0}, {1}) > ({2}, {3})",
                value,
                id,
                parsed(text),
                val(lastId));
    }
}
