package dev.fairway.catalog.graph;

import static fairway.tables.catalog.Tables.EDGE;
import static org.jooq.impl.DSL.count;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.access.Actor;
import dev.fairway.catalog.Entity;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.blueprints.Relation;
import dev.fairway.catalog.search.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Which relations lead from an entity and to it, with how many entities at the other end. */
@Repository
class RelatedEntities {

    private final DSLContext db;
    private final Blueprints blueprints;
    private final Readable readable;

    RelatedEntities(DSLContext db, Blueprints blueprints, Readable readable) {
        this.db = db;
        this.blueprints = blueprints;
        this.readable = readable;
    }

    enum Direction {
        @JsonProperty("outgoing")
        OUTGOING,
        @JsonProperty("incoming")
        INCOMING
    }

    /** @param blueprint whose entities are at the other end */
    record Related(Direction direction, String blueprint, String relation, String title, boolean many, int count) {}

    List<Related> of(Entity entity, Actor actor) {
        Map<Integer, Integer> outgoing = counts(EDGE.SOURCE_ID.eq(entity.id()), readable.naming(EDGE.TARGET_ID, actor));
        Map<Integer, Integer> incoming = counts(EDGE.TARGET_ID.eq(entity.id()), readable.naming(EDGE.SOURCE_ID, actor));
        Blueprint own = blueprints.get(entity.key().ref().blueprint());
        List<Related> related = new ArrayList<>();
        own.relations()
                .values()
                .forEach(relation -> related.add(new Related(
                        Direction.OUTGOING,
                        relation.target(),
                        relation.identifier(),
                        relation.title(),
                        relation.isMany(),
                        outgoing.getOrDefault(relation.id(), 0))));
        for (Blueprint other : blueprints.all()) {
            for (Relation relation : other.relations().values()) {
                if (relation.target().equals(own.identifier())) {
                    related.add(new Related(
                            Direction.INCOMING,
                            other.identifier(),
                            relation.identifier(),
                            other.title(),
                            relation.isMany(),
                            incoming.getOrDefault(relation.id(), 0)));
                }
            }
        }
        return related;
    }

    private Map<Integer, Integer> counts(Condition here, Condition seen) {
        return db.select(EDGE.RELATION_ID, count())
                .from(EDGE)
                .where(here, seen)
                .groupBy(EDGE.RELATION_ID)
                .fetchMap(EDGE.RELATION_ID, count());
    }
}
