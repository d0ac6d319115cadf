package dev.fairway.catalog.rules;

import static fairway.tables.catalog.Tables.EDGE;
import static fairway.tables.catalog.Tables.ENTITY;
import static fairway.tables.catalog.Tables.RELATION;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.blueprints.Relation;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules that follow edges. */
final class RelationRules {

    private final PropertySql properties;
    private final Blueprints blueprints;

    RelationRules(PropertySql properties) {
        this.properties = properties;
        this.blueprints = properties.scope().blueprints();
    }

    /** A relation compared like a property: by the identifiers that it points to. */
    Condition compare(String relationName, String operator, JsonNode value) {
        Relation relation = Objects.requireNonNull(properties.relation(relationName));
        return switch (operator) {
            case "=", "in", "contains", "containsAny" -> pointsTo(relation, value);
            case "!=", "notIn", "doesNotContains" -> not(pointsTo(relation, value));
            case "isEmpty" -> not(pointsAnywhere(relation));
            case "isNotEmpty" -> pointsAnywhere(relation);
            default -> new Comparison(properties, relationName).with(operator, value);
        };
    }

    private Condition pointsAnywhere(Relation relation) {
        var edge = EDGE.as("g");
        return exists(selectOne()
                .from(edge)
                .where(edge.SOURCE_ID.eq(properties.entity().ID), edge.RELATION_ID.eq(relation.id())));
    }

    private Condition pointsTo(Relation relation, JsonNode value) {
        if (Json.isNull(value)) {
            return not(pointsAnywhere(relation));
        }
        var edge = EDGE.as("g");
        return isOneOf(select(edge.SOURCE_ID)
                .from(edge)
                .where(edge.RELATION_ID.eq(inline(relation.id())))
                .and(edge.TARGET_ID.in(ids(blueprints.get(relation.target()), identifiers(value)))));
    }

    /** {@code {relation, targetProperty?, operator, value}}: a property of the entity that the relation points to. */
    Condition scoped(ObjectNode rule, String operator, JsonNode value) {
        String relationName = String.valueOf(Json.textAt(rule, "relation"));
        Relation relation = properties.relation(relationName);
        if (relation == null) {
            throw new InvalidInput("relation", "\"%s\" is not a relation of this blueprint".formatted(relationName));
        }
        String targetProperty = Json.textAt(rule, "targetProperty");
        if (targetProperty == null) {
            return compare(relationName, operator, value);
        }
        Blueprint target = blueprints.get(relation.target());
        var related = ENTITY.as("r");
        var edge = EDGE.as("g");
        Condition matches = new Comparison(new PropertySql(properties.scope().of(target), related), targetProperty)
                .with(operator, value);
        return isOneOf(select(edge.SOURCE_ID)
                .from(edge)
                .join(related)
                .on(related.ID.eq(edge.TARGET_ID))
                .where(edge.RELATION_ID.eq(inline(relation.id())), matches));
    }

    /** As an array that is found first: an index can look its ids up, also where several such rules are combined by or. */
    private Condition isOneOf(Select<Record1<Long>> ids) {
        return condition("{0} = any(array({1}))", properties.entity().ID, ids);
    }

    /** Upstream: the entity reaches the value over its own relations; downstream: the value reaches the entity. */
    Condition relatedTo(ObjectNode rule) {
        Blueprint blueprint = blueprints.get(String.valueOf(Json.textAt(rule, "blueprint")));
        List<String> identifiers = identifiers(rule.path("value"));
        String direction = Objects.requireNonNullElse(Json.textAt(rule, "direction"), "upstream");
        boolean requiredOnly = rule.path("required").asBoolean(false);
        Field<Long> from = direction.equals("downstream") ? EDGE.as("g").SOURCE_ID : EDGE.as("g").TARGET_ID;
        Field<Long> to = direction.equals("downstream") ? EDGE.as("g").TARGET_ID : EDGE.as("g").SOURCE_ID;
        if (!direction.equals("upstream") && !direction.equals("downstream")) {
            throw new InvalidInput("direction", "\"%s\" is not upstream or downstream".formatted(direction));
        }
        return isOneOf(closure(ids(blueprint, identifiers), from, to, requiredOnly));
    }

    private Select<Record1<Long>> closure(
            Select<Record1<Long>> start, Field<Long> from, Field<Long> to, boolean requiredOnly) {
        Field<Long> id = field(name("reached", "id"), Long.class);
        var edge = EDGE.as("g");
        Condition followed = requiredOnly ? edge.RELATION_ID.in(requiredRelations()) : edge.RELATION_ID.isNotNull();
        var first = select(to).from(edge).where(from.in(start), followed);
        var next = select(to)
                .from(edge)
                .join(table(name("reached")))
                .on(from.eq(id))
                .where(followed);
        var reached = name("reached").fields("id").as(first.union(next));
        return org.jooq.impl.DSL.withRecursive(reached).select(id).from(reached);
    }

    private Select<Record1<Integer>> requiredRelations() {
        List<Integer> required = new ArrayList<>();
        for (Blueprint blueprint : blueprints.all()) {
            blueprint.relations().values().stream()
                    .filter(Relation::isRequired)
                    .map(Relation::id)
                    .forEach(required::add);
        }
        return select(RELATION.ID).from(RELATION).where(RELATION.ID.in(required));
    }

    /**
     * {@code property: {path: [relation or {relation, maxHops}], fromBlueprint?}}: one of the entities at the end of the
     * path has the identifier. A step with {@code maxHops} may be taken once up to so many times.
     */
    Condition matchAny(ObjectNode rule, JsonNode value) {
        Blueprint start = properties.scope().blueprint();
        if (start == null || !(rule.path("property").get("path") instanceof ArrayNode path)) {
            throw new InvalidInput("property", "of matchAny is {\"path\": [relations]} inside one blueprint");
        }
        String from = Json.textAt(rule.path("property"), "fromBlueprint");
        List<String> wanted = identifiers(value);
        List<Condition> ways = new ArrayList<>();
        for (List<String> relations : Paths.of(path)) {
            if (from == null) {
                Hops.end(blueprints, start, relations)
                        .ifPresent(end -> Hops.along(blueprints, start, relations)
                                .map(Hops::reversed)
                                .ifPresent(way -> ways.add(isOneOf(way.from(ids(end, wanted))))));
            } else {
                Blueprint origin = blueprints.get(from);
                Hops.along(blueprints, origin, relations)
                        .ifPresent(way -> ways.add(isOneOf(way.from(ids(origin, wanted)))));
            }
        }
        return ways.isEmpty() ? falseCondition() : or(ways);
    }

    private static Select<Record1<Long>> ids(Blueprint blueprint, List<String> identifiers) {
        var target = ENTITY.as("t");
        return select(target.ID)
                .from(target)
                .where(target.BLUEPRINT_ID.eq(blueprint.id()), target.IDENTIFIER.in(identifiers));
    }

    private static List<String> identifiers(JsonNode value) {
        List<String> identifiers = value.isArray() ? Json.texts(value) : new ArrayList<>();
        if (value.isString()) {
            identifiers.add(value.stringValue());
        }
        if (identifiers.isEmpty() && !value.isArray()) {
            throw new InvalidInput("value", "%s is no identifier or list of them".formatted(value));
        }
        return identifiers;
    }
}
