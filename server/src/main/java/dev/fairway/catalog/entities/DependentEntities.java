package dev.fairway.catalog.entities;

import static fairway.tables.catalog.Tables.BLUEPRINT;
import static fairway.tables.catalog.Tables.EDGE;
import static fairway.tables.catalog.Tables.ENTITY;
import static fairway.tables.catalog.Tables.RELATION;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.jooq.impl.DSL.count;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Entity;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.blueprints.Relation;
import dev.fairway.catalog.search.Readable;
import dev.fairway.shared.Conflict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Entities that point to another one. All of them are counted; only those that somebody may read are named. */
@Component
class DependentEntities {

    private static final int SAMPLE = 5;

    private final DSLContext db;
    private final Blueprints blueprints;
    private final Readable readable;

    DependentEntities(DSLContext db, Blueprints blueprints, Readable readable) {
        this.db = db;
        this.blueprints = blueprints;
        this.readable = readable;
    }

    /** Those of one blueprint that point to an entity over one relation. */
    record Dependents(String blueprint, String relation, boolean required, long count, List<Example> sample) {}

    record Example(String identifier, String title) {}

    /** One that cannot be without the entity it points to. */
    record Requiring(long id, String blueprint, String identifier) {}

    /** For a look before an entity is deleted. */
    List<Dependents> of(Entity entity, Actor actor) {
        return db.select(BLUEPRINT.IDENTIFIER, RELATION.IDENTIFIER, RELATION.ID, count())
                .from(EDGE)
                .join(RELATION)
                .on(RELATION.ID.eq(EDGE.RELATION_ID))
                .join(BLUEPRINT)
                .on(BLUEPRINT.ID.eq(RELATION.BLUEPRINT_ID))
                .where(EDGE.TARGET_ID.eq(entity.id()))
                .groupBy(BLUEPRINT.IDENTIFIER, RELATION.IDENTIFIER, RELATION.ID)
                .orderBy(BLUEPRINT.IDENTIFIER, RELATION.IDENTIFIER)
                .fetch()
                .map(row -> new Dependents(
                        row.value1(),
                        row.value2(),
                        isRequired(row.value1(), row.value2()),
                        row.value4(),
                        sample(entity.id(), row.value3(), actor)));
    }

    private List<Example> sample(long target, int relation, Actor actor) {
        return db.select(ENTITY.IDENTIFIER, ENTITY.TITLE)
                .from(EDGE)
                .join(ENTITY)
                .on(ENTITY.ID.eq(EDGE.SOURCE_ID))
                .where(EDGE.TARGET_ID.eq(target), EDGE.RELATION_ID.eq(relation))
                .and(readable.naming(ENTITY.ID, actor))
                .orderBy(ENTITY.ID)
                .limit(SAMPLE)
                .fetch(row -> new Example(row.value1(), row.value2() == null ? row.value1() : row.value2()));
    }

    /** Those of others that require one of these. */
    List<Requiring> requiring(Long[] ids) {
        return db
                .select(ENTITY.ID, BLUEPRINT.IDENTIFIER, ENTITY.IDENTIFIER, RELATION.IDENTIFIER)
                .from(EDGE)
                .join(RELATION)
                .on(RELATION.ID.eq(EDGE.RELATION_ID))
                .join(BLUEPRINT)
                .on(BLUEPRINT.ID.eq(RELATION.BLUEPRINT_ID))
                .join(ENTITY)
                .on(ENTITY.ID.eq(EDGE.SOURCE_ID))
                .where(EDGE.TARGET_ID.in(ids), EDGE.SOURCE_ID.notIn(ids))
                .stream()
                .filter(row -> isRequired(row.value2(), row.value4()))
                .map(row -> new Requiring(row.value1(), row.value2(), row.value3()))
                .toList();
    }

    Conflict inTheWay(List<Requiring> requiring, Actor actor) {
        Set<Long> seen = readable.among(requiring.stream().map(Requiring::id).toList(), actor);
        Map<String, List<String>> named = requiring.stream()
                .filter(one -> seen.contains(one.id()))
                .collect(groupingBy(Requiring::blueprint, mapping(Requiring::identifier, toList())));
        long hidden = requiring.stream().filter(one -> !seen.contains(one.id())).count();
        return new Conflict(
                "has_dependents",
                "Other entities require this one: %s%s; delete them too with delete_dependents=true, or change them"
                        .formatted(named, hidden == 0 ? "" : " and %d that you may not read".formatted(hidden)),
                Map.of("dependents", named));
    }

    private boolean isRequired(String blueprint, String relation) {
        Relation known = blueprints.get(blueprint).relations().get(relation);
        return known != null && known.isRequired();
    }
}
