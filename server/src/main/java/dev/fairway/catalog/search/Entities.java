package dev.fairway.catalog.search;

import static fairway.tables.catalog.Tables.ENTITY;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Entity;
import dev.fairway.catalog.EntityRef;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.indexes.Shortcut;
import dev.fairway.catalog.indexes.Shortcuts;
import dev.fairway.catalog.rules.PropertySql;
import dev.fairway.catalog.rules.RuleCompiler;
import dev.fairway.catalog.rules.Scope;
import dev.fairway.catalog.rules.TextMatch;
import dev.fairway.catalog.search.EntitySelect.DerivedParts;
import dev.fairway.shared.NotFound;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads entities: by name, page by page, counted, and as a stream. Nothing is filtered outside the database. */
@Repository
public class Entities {

    private static final int ROWS_AT_A_TIME = 500;
    private static final fairway.tables.catalog.tables.Entity E = ENTITY.as("e");

    private final DSLContext db;
    private final DSLContext planned;
    private final Blueprints blueprints;
    private final Shortcuts shortcuts;
    private final FreshCalculations fresh;
    private final Clock clock;

    Entities(DSLContext db, Blueprints blueprints, Shortcuts shortcuts, FreshCalculations fresh, Clock clock) {
        this.db = db;
        this.planned = PlannedByValues.of(db);
        this.blueprints = blueprints;
        this.shortcuts = shortcuts;
        this.fresh = fresh;
        this.clock = clock;
    }

    /** @param next where the following page begins; null on the last */
    public record Page(List<Entity> entities, @Nullable String next) {}

    /** @param from cursor of the page; null for the first */
    public record Paging(int limit, @Nullable String from) {}

    public Optional<Entity> find(Blueprint blueprint, String identifier) {
        return list(blueprint, List.of(identifier)).stream().findFirst();
    }

    public Entity get(Blueprint blueprint, String identifier) {
        return find(blueprint, identifier).orElseThrow(() -> notFound(blueprint, identifier));
    }

    /** @throws NotFound also when the reader may not see it */
    public Entity get(Blueprint blueprint, String identifier, Actor reader) {
        Search one = new Search(null, null, List.of(identifier));
        if (!Readable.isAll(blueprint, reader) && count(blueprint, one, reader) == 0) {
            throw notFound(blueprint, identifier);
        }
        return get(blueprint, identifier);
    }

    private static NotFound notFound(Blueprint blueprint, String identifier) {
        return new NotFound("entity", "identifier", new EntityRef(blueprint.identifier(), identifier).toString());
    }

    public List<Entity> list(Blueprint blueprint, Collection<String> identifiers) {
        return named(blueprint, identifiers, DerivedParts.INCLUDED);
    }

    /** These entities without what is derived. */
    public List<Entity> stored(Blueprint blueprint, Collection<String> identifiers) {
        return named(blueprint, identifiers, DerivedParts.LEFT_OUT);
    }

    private List<Entity> named(Blueprint blueprint, Collection<String> identifiers, DerivedParts parts) {
        PropertySql properties = properties(blueprint, Actor.SYSTEM);
        EntitySelect select = new EntitySelect(properties, parts);
        fresh.before(properties.scope());
        return db.select(select.fields())
                .from(properties.entity())
                .where(named(properties, blueprint, identifiers))
                .fetch(select::entity);
    }

    /** The stored part of these entities, kept from other writers until the transaction ends. */
    public List<Entity> lock(Blueprint blueprint, Collection<String> identifiers) {
        PropertySql properties = properties(blueprint, Actor.SYSTEM);
        EntitySelect select = new EntitySelect(properties, DerivedParts.LEFT_OUT);
        return db.select(select.fields())
                .from(properties.entity())
                .where(named(properties, blueprint, identifiers))
                .orderBy(properties.entity().ID)
                .forNoKeyUpdate()
                .of(properties.entity())
                .fetch(select::entity);
    }

    public Page page(Blueprint blueprint, Search search, List<Sort> sorts, Paging paging, Actor actor) {
        PropertySql properties = properties(blueprint, actor);
        EntitySelect select = new EntitySelect(properties, DerivedParts.INCLUDED);
        Keyset keyset = new Keyset(properties, sorts);
        keyset.wishForIndex();
        Condition matching = matching(properties, search);
        fresh.before(properties.scope());
        List<Record> rows = new ArrayList<>();
        for (Keyset.Stretch stretch : keyset.stretches(paging.from())) {
            int missing = paging.limit() + 1 - rows.size();
            if (missing > 0) {
                by(search)
                        .select(select.fields())
                        .select(keyset.columns())
                        .from(properties.entity())
                        .where(matching, stretch.where())
                        .orderBy(stretch.orderBy())
                        .limit(inline(missing))
                        .forEach(rows::add);
            }
        }
        boolean more = rows.size() > paging.limit();
        List<Record> shown = more ? rows.subList(0, paging.limit()) : rows;
        String next = more ? keyset.cursor(shown.getLast()).encode() : null;
        return new Page(shown.stream().map(select::entity).toList(), next);
    }

    public long count(Blueprint blueprint, Search search, Actor actor) {
        if (isEverything(blueprint, search, actor) && shortcuts.has(Shortcut.toCount(blueprint.id()))) {
            return Facets.total(db, blueprint);
        }
        PropertySql properties = properties(blueprint, actor);
        Condition matching = matching(properties, search);
        fresh.before(properties.scope());
        return by(search)
                .selectCount()
                .from(properties.entity())
                .where(matching)
                .fetchSingle()
                .value1();
    }

    public List<Facets.Value> facet(Blueprint blueprint, Search search, String property, int limit, Actor actor) {
        PropertySql properties = properties(blueprint, actor);
        if (isEverything(blueprint, search, actor) && properties.isStored(property) && isTallied(blueprint, property)) {
            return Facets.tallied(db, blueprint, property, limit);
        }
        Condition matching = matching(properties, search);
        properties.json(property);
        fresh.before(properties.scope());
        return Facets.of(by(search), properties, property, matching, limit);
    }

    private static boolean isEverything(Blueprint blueprint, Search search, Actor actor) {
        return search.isAll() && Readable.isAll(blueprint, actor);
    }

    /** Both are asked for, so that both come. */
    private boolean isTallied(Blueprint blueprint, String property) {
        boolean total = shortcuts.has(Shortcut.toCount(blueprint.id()));
        return shortcuts.has(new Shortcut(blueprint.id(), Shortcut.Kind.TALLY, property)) && total;
    }

    /** Hands every matching entity over, a few hundred rows at a time; the database holds the place. */
    @Transactional(readOnly = true)
    public void forEach(Blueprint blueprint, Search search, Actor actor, Consumer<Entity> consumer) {
        PropertySql properties = properties(blueprint, actor);
        EntitySelect select = new EntitySelect(properties, DerivedParts.INCLUDED);
        Condition matching = matching(properties, search);
        fresh.before(properties.scope());
        try (Stream<? extends Record> rows = by(search)
                .select(select.fields())
                .from(properties.entity())
                .where(matching)
                .orderBy(properties.entity().ID)
                .fetchSize(ROWS_AT_A_TIME)
                .stream()) {
            rows.map(select::entity).forEach(consumer);
        }
    }

    /** A search without rules asks the same of the database each time. */
    private DSLContext by(Search search) {
        return search.query() == null && search.text() == null ? db : planned;
    }

    private PropertySql properties(Blueprint blueprint, Actor actor) {
        return new PropertySql(Scope.of(blueprints, shortcuts, blueprint, actor, clock.instant()), E);
    }

    private static Condition named(PropertySql properties, Blueprint blueprint, Collection<String> identifiers) {
        return ofBlueprint(properties, blueprint).and(named(properties, identifiers));
    }

    /** One is asked for by itself: the plan for a list is made for ten, and so made anew for one each time. */
    private static Condition named(PropertySql properties, Collection<String> identifiers) {
        if (identifiers.size() == 1) {
            return properties.entity().IDENTIFIER.eq(identifiers.iterator().next());
        }
        return condition("{0} = any({1})", properties.entity().IDENTIFIER, val(identifiers.toArray(String[]::new)));
    }

    private static Condition ofBlueprint(PropertySql properties, Blueprint blueprint) {
        return properties.entity().BLUEPRINT_ID.eq(inline(blueprint.id()));
    }

    private static Condition matching(PropertySql properties, Search search) {
        Blueprint blueprint = Objects.requireNonNull(properties.scope().blueprint());
        Condition condition = ofBlueprint(properties, blueprint).and(Readable.in(properties));
        if (search.query() != null) {
            condition = condition.and(new RuleCompiler(properties).compile(search.query()));
        }
        if (search.text() != null && !search.text().isBlank()) {
            condition = condition.and(
                    TextMatch.in(properties, blueprint, search.text().strip()));
        }
        if (search.identifiers() != null) {
            condition = condition.and(named(properties, search.identifiers()));
        }
        return condition;
    }
}
