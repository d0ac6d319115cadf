package dev.fairway.catalog.search;

import static fairway.tables.catalog.Tables.EDGE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import dev.fairway.catalog.Entity;
import dev.fairway.catalog.EntityRef;
import dev.fairway.catalog.Stamp;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Derived;
import dev.fairway.catalog.blueprints.Relation;
import dev.fairway.catalog.rules.PropertySql;
import dev.fairway.shared.Json;
import dev.fairway.shared.jq.Jq;
import dev.fairway.shared.jq.JqFailed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The columns that make an entity of one blueprint, and the entity that a row of them makes. */
final class EntitySelect {

    private static final fairway.tables.catalog.tables.Edge EDGES = EDGE.as("g");

    private final Blueprint blueprint;
    private final fairway.tables.catalog.tables.Entity table;
    private final Field<String[]> team;
    private final Field<String[]> edges;
    private final DerivedParts parts;
    private final Map<String, Field<JSONB>> derived = new LinkedHashMap<>();

    EntitySelect(PropertySql properties, DerivedParts parts) {
        this.blueprint = Objects.requireNonNull(properties.scope().blueprint());
        this.table = properties.entity();
        this.team = properties.team().as("owners");
        this.edges = edges();
        if (parts == DerivedParts.INCLUDED) {
            blueprint.derived().values().stream()
                    .filter(part -> !(part instanceof Derived.Calculation))
                    .forEach(part -> derived.put(
                            part.identifier(),
                            properties.json(part.identifier()).as(name("derived:" + part.identifier()))));
        }
        this.parts = parts;
    }

    /** Whether mirrors, calculations and aggregations are worked out too. */
    enum DerivedParts {
        INCLUDED,
        LEFT_OUT
    }

    List<Field<?>> fields() {
        List<Field<?>> fields = new ArrayList<>(List.of(
                table.ID,
                table.IDENTIFIER,
                table.TITLE,
                table.ICON,
                table.PROPERTIES,
                table.VERSION,
                table.DATASOURCE,
                table.CREATED_AT,
                table.CREATED_BY,
                table.UPDATED_AT,
                table.UPDATED_BY));
        fields.add(team);
        fields.add(edges);
        fields.addAll(derived.values());
        return fields;
    }

    /** Relation, position and identifier of each target, in one text: the cheapest thing PostgreSQL can put together. */
    private Field<String[]> edges() {
        return select(field(
                        "array_agg({0} || ' ' || {1} || ' ' || {2})",
                        String[].class, EDGES.RELATION_ID, EDGES.POSITION, EDGES.TARGET))
                .from(EDGES)
                .where(EDGES.SOURCE_ID.eq(table.ID))
                .<String[]>asField("edges");
    }

    Entity entity(Record row) {
        Entity stored = new Entity(
                new Entity.Key(
                        row.get(table.ID),
                        new EntityRef(blueprint.identifier(), row.get(table.IDENTIFIER)),
                        row.get(table.VERSION)),
                new Entity.Heading(row.get(table.TITLE), row.get(table.ICON), Arrays.asList(row.get(team))),
                Json.readObject(row.get(table.PROPERTIES)),
                derived(row),
                relations(row.get(edges)),
                new Entity.Provenance(
                        row.get(table.DATASOURCE),
                        Stamp.of(
                                row.get(table.CREATED_AT),
                                row.get(table.CREATED_BY),
                                row.get(table.UPDATED_AT),
                                row.get(table.UPDATED_BY))));
        if (parts == DerivedParts.INCLUDED) {
            calculate(stored);
        }
        return stored;
    }

    private ObjectNode derived(Record row) {
        ObjectNode values = Json.object();
        derived.forEach((name, field) -> {
            JSONB value = row.get(field);
            if (value != null) {
                values.set(name, Json.read(value.data()));
            }
        });
        return values;
    }

    private Map<String, List<String>> relations(String @Nullable [] edges) {
        Map<Integer, SortedMap<Integer, String>> byId = new HashMap<>();
        if (edges != null) {
            for (String edge : edges) {
                String[] parts = edge.split(" ", 3);
                byId.computeIfAbsent(Integer.valueOf(parts[0]), id -> new TreeMap<>())
                        .put(Integer.valueOf(parts[1]), parts[2]);
            }
        }
        Map<String, List<String>> relations = new LinkedHashMap<>();
        for (Relation relation : blueprint.relations().values()) {
            SortedMap<Integer, String> targets = byId.get(relation.id());
            relations.put(relation.identifier(), targets == null ? List.of() : List.copyOf(targets.values()));
        }
        return relations;
    }

    private void calculate(Entity entity) {
        List<Derived.Calculation> calculations = blueprint.derived().values().stream()
                .filter(Derived.Calculation.class::isInstance)
                .map(Derived.Calculation.class::cast)
                .toList();
        if (calculations.isEmpty()) {
            return;
        }
        ObjectNode input = EntityJson.of(blueprint, entity);
        for (Derived.Calculation calculation : calculations) {
            try {
                Jq.first(calculation.jq(), input)
                        .filter(calculation.type()::accepts)
                        .ifPresent(value -> entity.derived().set(calculation.identifier(), value));
            } catch (JqFailed noValue) {
                entity.derived().remove(calculation.identifier());
            }
        }
    }
}
