package dev.fairway.catalog.search;

import static fairway.tables.catalog.Tables.BLUEPRINT;
import static fairway.tables.catalog.Tables.ENTITY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import dev.fairway.access.Actor;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.BlueprintPermissions;
import dev.fairway.catalog.blueprints.BlueprintPermissions.Reading;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.indexes.Shortcuts;
import dev.fairway.catalog.rules.PropertySql;
import dev.fairway.catalog.rules.RuleCompiler;
import dev.fairway.catalog.rules.Scope;
import dev.fairway.shared.InvalidInput;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Component;

/** Which entities somebody may read: all of them, unless the permissions of their blueprint say otherwise. */
@Component
public class Readable {

    private final DSLContext db;
    private final Blueprints blueprints;
    private final Shortcuts shortcuts;
    private final FreshCalculations fresh;
    private final Clock clock;

    Readable(DSLContext db, Blueprints blueprints, Shortcuts shortcuts, FreshCalculations fresh, Clock clock) {
        this.db = db;
        this.blueprints = blueprints;
        this.shortcuts = shortcuts;
        this.fresh = fresh;
        this.clock = clock;
    }

    static boolean isAll(Blueprint blueprint, Actor actor) {
        return BlueprintPermissions.of(blueprint).reading(actor) == Reading.ALL;
    }

    /** Those of the blueprint that these properties are of, for the actor whom they are read for. */
    static Condition in(PropertySql properties) {
        Blueprint blueprint = Objects.requireNonNull(properties.scope().blueprint());
        Actor actor = properties.scope().actor();
        BlueprintPermissions permissions = BlueprintPermissions.of(blueprint);
        return switch (permissions.reading(actor)) {
            case ALL -> noCondition();
            case OWNED ->
                condition(
                        "{0} && {1}::text[]",
                        properties.team(), val(actor.teams().toArray(String[]::new)));
            case BY_POLICY -> admitted(properties, permissions);
            case NONE -> falseCondition();
        };
    }

    /** A policy that has lost its meaning, say because a property is gone, admits nothing. */
    private static Condition admitted(PropertySql properties, BlueprintPermissions permissions) {
        try {
            return new RuleCompiler(properties).compile(permissions.readPolicy());
        } catch (InvalidInput meaningless) {
            return falseCondition();
        }
    }

    /** Blueprints of which the actor may read some entities only, or none. */
    public List<Blueprint> limitedFor(Actor actor) {
        return blueprints.all().stream()
                .filter(blueprint -> !isAll(blueprint, actor))
                .toList();
    }

    /** Those of every blueprint, as a condition on the table of entities under the name {@code e}. */
    public Condition anywhere(Actor actor) {
        List<Blueprint> limited = limitedFor(actor);
        if (limited.isEmpty()) {
            return noCondition();
        }
        var table = ENTITY.as("e");
        Scope scope = Scope.of(blueprints, shortcuts, null, actor, clock.instant());
        Condition readable =
                table.BLUEPRINT_ID.notIn(limited.stream().map(Blueprint::id).toList());
        for (Blueprint blueprint : limited) {
            Condition some = in(new PropertySql(scope.of(blueprint), table));
            readable = readable.or(table.BLUEPRINT_ID.eq(blueprint.id()).and(some));
        }
        fresh.before(scope);
        return readable;
    }

    /** Those in which a column names an entity that the actor may read. */
    public Condition naming(Field<Long> entity, Actor actor) {
        if (limitedFor(actor).isEmpty()) {
            return noCondition();
        }
        var table = ENTITY.as("e");
        return entity.in(select(table.ID).from(table).where(anywhere(actor)));
    }

    /** Which of these entities the actor may read. */
    public Set<Long> among(Collection<Long> ids, Actor actor) {
        if (limitedFor(actor).isEmpty()) {
            return Set.copyOf(ids);
        }
        var table = ENTITY.as("e");
        return db.select(table.ID)
                .from(table)
                .where(table.ID.eq(any(ids.toArray(Long[]::new))), anywhere(actor))
                .fetchSet(table.ID);
    }

    /** Those in which two columns name an entity that the actor may read; one that is gone is not known to be readable. */
    public Condition naming(Field<String> blueprint, Field<String> identifier, Actor actor) {
        List<Blueprint> limited = limitedFor(actor);
        if (limited.isEmpty()) {
            return noCondition();
        }
        var table = ENTITY.as("e");
        return blueprint
                .notIn(limited.stream().map(Blueprint::identifier).toList())
                .or(exists(selectOne()
                        .from(table)
                        .join(BLUEPRINT)
                        .on(BLUEPRINT.ID.eq(table.BLUEPRINT_ID))
                        .where(BLUEPRINT.IDENTIFIER.eq(blueprint), table.IDENTIFIER.eq(identifier))
                        .and(anywhere(actor))));
    }
}
