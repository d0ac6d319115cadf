package dev.fairway.catalog.search;

import static fairway.tables.catalog.Tables.ENTITY;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.or;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Entity;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.indexes.Shortcuts;
import dev.fairway.catalog.rules.PropertySql;
import dev.fairway.catalog.rules.RuleCompiler;
import dev.fairway.catalog.rules.Scope;
import dev.fairway.catalog.search.EntitySelect.DerivedParts;
import dev.fairway.shared.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Result;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Searches over every blueprint at once. */
@Repository
public class CatalogSearch {

    private static final int ROWS_AT_A_TIME = 500;

    /** Stands for rules whose meaning depends on the blueprint whatever they name. */
    private static final String ANY_RELATION = "<relation>";

    private final DSLContext db;
    private final DSLContext planned;
    private final Blueprints blueprints;
    private final Shortcuts shortcuts;
    private final FreshCalculations fresh;
    private final Clock clock;

    CatalogSearch(DSLContext db, Blueprints blueprints, Shortcuts shortcuts, FreshCalculations fresh, Clock clock) {
        this.db = db;
        this.planned = PlannedByValues.of(db);
        this.blueprints = blueprints;
        this.shortcuts = shortcuts;
        this.fresh = fresh;
        this.clock = clock;
    }

    /** Hands every match over in the order in which they were made; the database holds the place. */
    @Transactional(readOnly = true)
    public void forEach(JsonNode query, Actor actor, BiConsumer<Blueprint, Entity> consumer) {
        Scope scope = Scope.of(blueprints, shortcuts, null, actor, clock.instant());
        var table = ENTITY.as("e");
        Map<Integer, Blueprint> byId =
                blueprints.all().stream().collect(Collectors.toMap(Blueprint::id, blueprint -> blueprint));
        Condition matching = condition(query, scope);
        fresh.before(scope);
        try (Cursor<Record2<Long, Integer>> rows = planned.select(table.ID, table.BLUEPRINT_ID)
                .from(table)
                .where(matching)
                .orderBy(table.ID)
                .fetchSize(ROWS_AT_A_TIME)
                .fetchLazy()) {
            while (rows.hasNext()) {
                Result<Record2<Long, Integer>> some = rows.fetchNext(ROWS_AT_A_TIME);
                Map<Long, Entity> read = read(some, byId, scope);
                some.forEach(row -> {
                    Entity entity = read.get(row.value1());
                    if (entity != null) {
                        consumer.accept(Objects.requireNonNull(byId.get(row.value2())), entity);
                    }
                });
            }
        }
    }

    private Map<Long, Entity> read(Result<Record2<Long, Integer>> rows, Map<Integer, Blueprint> byId, Scope scope) {
        Map<Integer, List<Long>> idsByBlueprint = rows.stream()
                .collect(Collectors.groupingBy(
                        Record2::value2, Collectors.mapping(Record2::value1, Collectors.toList())));
        Map<Long, Entity> entities = new HashMap<>();
        idsByBlueprint.forEach((id, ids) -> {
            var table = ENTITY.as("e");
            Blueprint blueprint = Objects.requireNonNull(byId.get(id));
            EntitySelect select = new EntitySelect(new PropertySql(scope.of(blueprint), table), DerivedParts.INCLUDED);
            fresh.before(scope);
            db.select(select.fields())
                    .from(table)
                    .where(table.ID.in(ids))
                    .fetch(select::entity)
                    .forEach(entity -> entities.put(entity.id(), entity));
        });
        return entities;
    }

    /**
     * Blueprints in which every named property is an ordinary one share one condition; the others, where a name means
     * a relation or a derived property, get one each.
     */
    private Condition condition(JsonNode query, Scope scope) {
        Set<String> names = new HashSet<>();
        collectNames(query, names);
        boolean needsBlueprint = names.remove(ANY_RELATION);
        List<Integer> ordinary = new ArrayList<>();
        List<Condition> alternatives = new ArrayList<>();
        for (Blueprint blueprint : blueprints.all()) {
            if (!needsBlueprint
                    && names.stream().noneMatch(name -> isSpecial(blueprint, name))
                    && Readable.isAll(blueprint, scope.actor())) {
                ordinary.add(blueprint.id());
            } else {
                alternatives.add(one(query, scope.of(blueprint), blueprint));
            }
        }
        PropertySql properties = new PropertySql(scope, ENTITY.as("e"));
        if (!ordinary.isEmpty()) {
            Condition shared = new RuleCompiler(properties).compile(query);
            alternatives.add(
                    alternatives.isEmpty()
                            ? shared
                            : properties.entity().BLUEPRINT_ID.in(ordinary).and(shared));
        }
        return alternatives.isEmpty() ? falseCondition() : or(alternatives);
    }

    private static Condition one(JsonNode query, Scope scope, Blueprint blueprint) {
        PropertySql properties = new PropertySql(scope, ENTITY.as("e"));
        return properties
                .entity()
                .BLUEPRINT_ID
                .eq(blueprint.id())
                .and(Readable.in(properties))
                .and(new RuleCompiler(properties).compile(query));
    }

    private static boolean isSpecial(Blueprint blueprint, String name) {
        return blueprint.relations().containsKey(name)
                || blueprint.derived().containsKey(name)
                || (name.equals("$team") && blueprint.inheritedOwnerPath() != null);
    }

    private static void collectNames(JsonNode query, Set<String> names) {
        for (JsonNode rule : query.path("rules")) {
            collectNames(rule, names);
            String name = Json.textAt(rule, "property");
            if (name != null) {
                names.add(name);
            }
            if (rule.has("propertySchema")
                    || rule.has("relation")
                    || rule.path("property").has("path")) {
                names.add(ANY_RELATION);
            }
        }
    }
}
