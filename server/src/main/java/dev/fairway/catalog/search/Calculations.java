package dev.fairway.catalog.search;

import static fairway.tables.catalog.Tables.EDGE;
import static fairway.tables.catalog.Tables.ENTITY;
import static fairway.tables.catalog.Tables.STALE_CALCULATION;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Entity;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.BlueprintChanged;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.blueprints.Derived;
import dev.fairway.catalog.indexes.Shortcuts;
import dev.fairway.catalog.rules.PropertySql;
import dev.fairway.catalog.rules.Readers;
import dev.fairway.catalog.rules.Scope;
import dev.fairway.catalog.search.EntitySelect.DerivedParts;
import dev.fairway.shared.Json;
import fairway.tables.catalog.tables.records.StaleCalculationRecord;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stored copies of what jq makes of entities: what filters, orders and facets read. A write works out anew the
 * entities it touches and up to a thousand that read them; more are marked stale, and worked out before they are read.
 */
@Repository
public class Calculations {

    private static final int AT_ONCE = 1_000;
    private static final int DEEPEST = 5;
    private static final String KEEP = """
            update catalog.entity e set calculated = r.calculated
            from jsonb_to_recordset(?::jsonb) as r(id bigint, calculated jsonb)
            where e.id = r.id and e.calculated <> r.calculated
            returning e.id
            """;

    private final DSLContext db;
    private final Blueprints blueprints;
    private final Shortcuts shortcuts;
    private final Clock clock;

    Calculations(DSLContext db, Blueprints blueprints, Shortcuts shortcuts, Clock clock) {
        this.db = db;
        this.blueprints = blueprints;
        this.shortcuts = shortcuts;
        this.clock = clock;
    }

    /** Entities whose calculations may be other ones now, by the id of their blueprint. */
    public record Affected(Map<Integer, Set<Long>> ids) {

        public static Affected none() {
            return new Affected(new HashMap<>());
        }

        public void add(Affected more) {
            more.ids()
                    .forEach((blueprint, some) -> ids.computeIfAbsent(blueprint, none -> new TreeSet<>())
                            .addAll(some));
        }

        public void add(Blueprint blueprint, Collection<Long> some) {
            if (Readers.calculates(blueprint) && !some.isEmpty()) {
                ids.computeIfAbsent(blueprint.id(), none -> new TreeSet<>()).addAll(some);
            }
        }
    }

    /** Who reads these entities, over the relations as they are now. */
    public Affected readersOf(Collection<Long> ids) {
        Affected affected = Affected.none();
        if (!ids.isEmpty()) {
            Readers.of(blueprints)
                    .forEach(readers -> affected.add(
                            readers.blueprint(), db.fetch(readers.reading(ids)).getValues(0, Long.class)));
        }
        return affected;
    }

    /** Who shows the identifiers of these entities among its relations. */
    public Affected referringTo(Collection<Long> ids) {
        Affected affected = Affected.none();
        if (!ids.isEmpty()) {
            db.select(ENTITY.BLUEPRINT_ID, EDGE.SOURCE_ID)
                    .from(EDGE)
                    .join(ENTITY)
                    .on(ENTITY.ID.eq(EDGE.SOURCE_ID))
                    .where(EDGE.TARGET_ID.eq(any(val(ids.toArray(Long[]::new)))))
                    .fetchGroups(ENTITY.BLUEPRINT_ID, EDGE.SOURCE_ID)
                    .forEach((blueprint, some) -> byId(blueprint).ifPresent(known -> affected.add(known, some)));
        }
        return affected;
    }

    /** Works out what is affected, and what reads that, in this transaction; what is too much is marked. */
    public void settle(Affected affected) {
        Affected open = affected;
        for (int depth = 0; depth < DEEPEST && !open.ids().isEmpty(); depth++) {
            Set<Long> changed = new HashSet<>();
            open.ids()
                    .forEach((id, ids) -> byId(id).ifPresent(blueprint -> {
                        if (ids.size() > AT_ONCE) {
                            mark(blueprint, ids);
                        } else {
                            changed.addAll(refresh(blueprint, ids));
                        }
                    }));
            open = readersOf(changed);
        }
        open.ids().forEach((id, ids) -> byId(id).ifPresent(blueprint -> mark(blueprint, ids)));
    }

    /** They are kept from other writers first, so that of two writers at once the second sees what both did. */
    private List<Long> refresh(Blueprint blueprint, Collection<Long> ids) {
        Long[] wanted = ids.toArray(Long[]::new);
        db.select(ENTITY.ID)
                .from(ENTITY)
                .where(ENTITY.ID.eq(any(val(wanted))))
                .orderBy(ENTITY.ID)
                .forNoKeyUpdate()
                .fetch();
        var table = ENTITY.as("e");
        Scope scope = Scope.of(blueprints, shortcuts, blueprint, Actor.SYSTEM, clock.instant());
        EntitySelect select = new EntitySelect(new PropertySql(scope, table), DerivedParts.INCLUDED);
        ArrayNode rows = Json.array();
        db.select(select.fields())
                .from(table)
                .where(table.ID.eq(any(val(wanted))))
                .fetch(select::entity)
                .forEach(entity ->
                        rows.addObject().put("id", entity.id()).set("calculated", calculated(blueprint, entity)));
        return rows.isEmpty() ? List.of() : db.fetch(KEEP, rows.toString()).getValues(0, Long.class);
    }

    private static ObjectNode calculated(Blueprint blueprint, Entity entity) {
        ObjectNode values = Json.object();
        blueprint.derived().values().stream()
                .filter(Derived.Calculation.class::isInstance)
                .map(Derived::identifier)
                .forEach(name -> {
                    JsonNode value = entity.derived().get(name);
                    if (value != null) {
                        values.set(name, value);
                    }
                });
        return values;
    }

    private void mark(Blueprint blueprint, Collection<Long> ids) {
        db.insertInto(STALE_CALCULATION, STALE_CALCULATION.BLUEPRINT_ID, STALE_CALCULATION.ENTITY_ID)
                .select(select(val(blueprint.id()), ENTITY.ID)
                        .from(ENTITY)
                        .where(ENTITY.ID.eq(any(val(ids.toArray(Long[]::new))))))
                .onConflictDoNothing()
                .execute();
    }

    /** Any change may give its own calculations another meaning, and those that read its entities. */
    @EventListener
    void on(BlueprintChanged event) {
        Set<Blueprint> suspects = new HashSet<>();
        blueprints.find(event.identifier()).filter(Readers::calculates).ifPresent(suspects::add);
        Readers.of(blueprints).forEach(readers -> suspects.add(readers.blueprint()));
        suspects.forEach(blueprint -> db.insertInto(STALE_CALCULATION)
                .set(STALE_CALCULATION.BLUEPRINT_ID, blueprint.id())
                .onConflictDoNothing()
                .execute());
    }

    /** Some marks that wait, the oldest first. */
    List<StaleCalculationRecord> waiting() {
        return db.selectFrom(STALE_CALCULATION)
                .orderBy(STALE_CALCULATION.ID)
                .limit(AT_ONCE)
                .fetch();
    }

    /** Works out what these marks stand for; what reads the results is marked in turn. */
    void workOff(List<StaleCalculationRecord> marks) {
        Affected affected = Affected.none();
        for (StaleCalculationRecord mark : marks) {
            byId(mark.getBlueprintId()).ifPresent(blueprint -> {
                if (mark.getEntityId() == null) {
                    refreshAll(blueprint);
                } else {
                    affected.add(blueprint, List.of(mark.getEntityId()));
                }
            });
        }
        db.deleteFrom(STALE_CALCULATION)
                .where(STALE_CALCULATION.ID.in(
                        marks.stream().map(StaleCalculationRecord::getId).toList()))
                .execute();
        settle(affected);
    }

    /** Works out every entity of the blueprint, and what reads those whose values are other ones now. */
    void refreshAll(Blueprint blueprint) {
        long last = 0;
        List<Long> ids = List.of(last);
        while (!ids.isEmpty()) {
            ids = db.select(ENTITY.ID)
                    .from(ENTITY)
                    .where(ENTITY.BLUEPRINT_ID.eq(blueprint.id()), ENTITY.ID.gt(last))
                    .orderBy(ENTITY.ID)
                    .limit(AT_ONCE)
                    .fetch(ENTITY.ID);
            if (!ids.isEmpty()) {
                settle(readersOf(refresh(blueprint, ids)));
                last = ids.getLast();
            }
        }
    }

    Optional<Blueprint> byId(int id) {
        return blueprints.all().stream()
                .filter(blueprint -> blueprint.id() == id)
                .findFirst();
    }
}
