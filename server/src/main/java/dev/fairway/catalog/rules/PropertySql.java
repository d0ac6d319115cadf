package dev.fairway.catalog.rules;

import static fairway.tables.catalog.Tables.BLUEPRINT;
import static fairway.tables.catalog.Tables.EDGE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.blueprints.Derived.Aggregation;
import dev.fairway.catalog.blueprints.Derived.Calculation;
import dev.fairway.catalog.blueprints.Derived.Mirror;
import dev.fairway.catalog.blueprints.Property;
import dev.fairway.catalog.blueprints.Relation;
import dev.fairway.catalog.indexes.Shortcut;
import dev.fairway.shared.schema.PropertyType;
import fairway.tables.catalog.tables.Entity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/**
 * The value of a property as SQL: stored ones are read from the row, mirrors and aggregations are subqueries, so that
 * all of them are right on the next read after a write and can be filtered and sorted alike.
 */
public final class PropertySql {

    private static final Field<JSONB> NOTHING = inline((JSONB) null, JSONB.class);
    private static final int DEEPEST = 5;
    private static final Set<String> META = Set.of(
            "$identifier",
            "$title",
            "$icon",
            "$team",
            "$blueprint",
            "$createdAt",
            "$updatedAt",
            "$createdBy",
            "$updatedBy",
            "$datasource");

    private final Scope scope;
    private final Entity entity;
    private final int depth;

    public PropertySql(Scope scope, Entity entity) {
        this(scope, entity, 0);
    }

    private PropertySql(Scope scope, Entity entity, int depth) {
        this.scope = scope;
        this.entity = entity;
        this.depth = depth;
    }

    public Scope scope() {
        return scope;
    }

    public Entity entity() {
        return entity;
    }

    /** The same over another table of entities, or another name for it. */
    public PropertySql over(Entity other) {
        return new PropertySql(scope, other, depth);
    }

    /** Whether one index looks through all texts of the entities. */
    boolean hasTextIndex() {
        return hasTextIndex("");
    }

    /** Whether an index finds parts of this property's texts; asking makes one come. */
    boolean hasTextIndex(String property) {
        Blueprint blueprint = scope.blueprint();
        return blueprint != null && scope.shortcuts().has(new Shortcut(blueprint.id(), Shortcut.Kind.TEXT, property));
    }

    /** Clients may leave the dollar sign of a meta property away where the blueprint has no property of that name. */
    String canonical(String name) {
        Blueprint blueprint = scope.blueprint();
        boolean taken = blueprint != null
                && (blueprint.properties().containsKey(name)
                        || blueprint.relations().containsKey(name)
                        || blueprint.derived().containsKey(name));
        return !taken && META.contains("$" + name) ? "$" + name : name;
    }

    /** JSON value of a property, meta property or relation; SQL null when the entity has none. */
    public Field<JSONB> json(String name) {
        Optional<Field<JSONB>> meta = meta(name);
        if (meta.isPresent()) {
            return meta.get();
        }
        Blueprint blueprint = scope.blueprint();
        if (blueprint == null || blueprint.properties().containsKey(name)) {
            return Values.stored(entity.PROPERTIES, name);
        }
        Relation relation = blueprint.relations().get(name);
        if (relation != null) {
            return identifiers(relation);
        }
        return switch (blueprint.derived().get(name)) {
            case Mirror mirror -> mirror(mirror);
            case Aggregation aggregation -> aggregation(aggregation);
            case Calculation calculation -> {
                scope.calculated().add(blueprint.id());
                yield Values.stored(entity.CALCULATED, calculation.identifier());
            }
            case null -> NOTHING;
        };
    }

    private Optional<Field<JSONB>> meta(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "$identifier" -> Values.json(entity.IDENTIFIER);
                    case "$title" -> Values.json(coalesce(entity.TITLE, entity.IDENTIFIER));
                    case "$icon" -> Values.json(entity.ICON);
                    case "$team" -> Values.json(team());
                    case "$blueprint" -> Values.json(blueprintName());
                    case "$createdAt" -> Values.jsonTime(entity.CREATED_AT);
                    case "$updatedAt" -> Values.jsonTime(entity.UPDATED_AT);
                    case "$createdBy" -> Values.json(entity.CREATED_BY);
                    case "$updatedBy" -> Values.json(entity.UPDATED_BY);
                    case "$datasource" -> Values.json(entity.DATASOURCE);
                    default -> null;
                });
    }

    Field<String> blueprintName() {
        Blueprint blueprint = scope.blueprint();
        return blueprint != null
                ? field("{0}::text", String.class, inline(blueprint.identifier()))
                : select(BLUEPRINT.IDENTIFIER)
                        .from(BLUEPRINT)
                        .where(BLUEPRINT.ID.eq(entity.BLUEPRINT_ID))
                        .asField();
    }

    /** The owning teams: the entity's own, or those of the entity at the end of the inheritance path. */
    public Field<String[]> team() {
        Blueprint blueprint = scope.blueprint();
        List<String> path = blueprint == null ? null : blueprint.inheritedOwnerPath();
        if (path == null || blueprint == null) {
            return entity.TEAM;
        }
        Entity owner = alias("o");
        return Hops.along(scope.blueprints(), blueprint, path)
                .map(hops -> field(
                        "coalesce({0}, '{}'::text[])",
                        String[].class,
                        select(field("array_agg(distinct owning)", String[].class))
                                .from(owner)
                                .crossJoin(table("unnest({0}) as owning", owner.TEAM))
                                .where(owner.ID.in(hops.from(entity.ID)))
                                .asField()))
                .orElse(entity.TEAM);
    }

    private Field<JSONB> identifiers(Relation relation) {
        Entity target = alias("t");
        var edge = EDGE.as("g");
        Field<JSONB> value = relation.isMany()
                ? field("jsonb_agg({0} order by {1})", JSONB.class, target.IDENTIFIER, edge.POSITION)
                : Values.json(target.IDENTIFIER);
        return select(value)
                .from(edge)
                .join(target)
                .on(target.ID.eq(edge.TARGET_ID))
                .where(edge.SOURCE_ID.eq(entity.ID), edge.RELATION_ID.eq(relation.id()))
                .asField();
    }

    private Field<JSONB> mirror(Mirror mirror) {
        Blueprint at = scope.blueprint();
        boolean many = false;
        for (String name : mirror.relations()) {
            Relation relation = at == null ? null : at.relations().get(name);
            many |= relation != null && relation.isMany();
            at = relation == null
                    ? null
                    : scope.blueprints().find(relation.target()).orElse(null);
        }
        Blueprint start = scope.blueprint();
        if (at == null || start == null || depth >= DEEPEST) {
            return NOTHING;
        }
        Entity target = alias("m");
        Field<JSONB> value = new PropertySql(scope.of(at), target, depth + 1).json(mirror.property());
        Field<JSONB> shown = many
                ? field("jsonb_agg({0} order by {1}) filter (where {0} is not null)", JSONB.class, value, target.ID)
                : value;
        Blueprint end = at;
        return Hops.along(scope.blueprints(), start, mirror.relations())
                .map(hops -> select(shown)
                        .from(target)
                        .where(target.ID.in(hops.from(entity.ID)), target.BLUEPRINT_ID.eq(end.id()))
                        .<JSONB>asField())
                .orElse(NOTHING);
    }

    private Field<JSONB> aggregation(Aggregation aggregation) {
        Blueprint owner = scope.blueprint();
        Optional<Blueprint> target = scope.blueprints().find(aggregation.target());
        if (owner == null || target.isEmpty() || depth >= DEEPEST) {
            return NOTHING;
        }
        Entity counted = alias("a");
        PropertySql properties = new PropertySql(scope.of(target.get()), counted, depth + 1);
        return way(scope.blueprints(), aggregation, owner, target.get())
                .map(hops -> AggregationSql.field(aggregation, properties, counted.ID.in(hops.from(entity.ID))))
                .orElse(NOTHING);
    }

    static Optional<Hops> way(Blueprints blueprints, Aggregation aggregation, Blueprint owner, Blueprint target) {
        if (aggregation.path() == null) {
            return Hops.between(blueprints, owner, target);
        }
        boolean fromOwner = aggregation.path().from().equals(owner.identifier())
                && !owner.identifier().equals(target.identifier());
        return fromOwner
                ? Hops.along(blueprints, owner, aggregation.path().relations())
                : Hops.along(blueprints, target, aggregation.path().relations()).map(Hops::reversed);
    }

    private Entity alias(String letter) {
        return fairway.tables.catalog.Tables.ENTITY.as(letter + depth);
    }

    @Nullable
    Relation relation(String name) {
        Blueprint blueprint = scope.blueprint();
        return blueprint == null ? null : blueprint.relations().get(name);
    }

    public boolean isStored(String name) {
        Blueprint blueprint = scope.blueprint();
        return !name.startsWith("$")
                && (blueprint == null || blueprint.properties().containsKey(name));
    }

    /** Whether the property is declared to hold a text. */
    boolean isText(String name) {
        Blueprint blueprint = scope.blueprint();
        Property property = blueprint == null ? null : blueprint.properties().get(name);
        return property != null && property.type() == PropertyType.STRING;
    }
}
