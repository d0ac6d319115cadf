package dev.fairway.catalog;

import static fairway.tables.catalog.Tables.ENTITY_CHANGE;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.max;

import dev.fairway.shared.Json;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/** The changes of entities in the order in which they were made, for whoever follows them one by one. */
@Repository
public class CatalogHistory {

    /** Only changes of transactions that began before every one still running, so that none is overtaken and missed. */
    private static final Condition SETTLED = condition("tx < pg_snapshot_xmin(pg_current_snapshot())");

    private final DSLContext db;

    CatalogHistory(DSLContext db) {
        this.db = db;
    }

    /** The place of the newest change that nothing can come before any more; empty where there is none behind this one. */
    public Optional<Long> newest(long after) {
        return Optional.ofNullable(db.select(max(ENTITY_CHANGE.ID))
                .from(ENTITY_CHANGE)
                .where(ENTITY_CHANGE.ID.gt(after), SETTLED)
                .fetchSingle()
                .value1());
    }

    /**
     * The oldest changes between two places.
     *
     * @param blueprints only of entities of these
     * @param after place that they are behind
     * @param upTo place of the last one that counts
     */
    public List<CatalogChange> between(Collection<String> blueprints, long after, long upTo, int limit) {
        return db.selectFrom(ENTITY_CHANGE)
                .where(ENTITY_CHANGE.ID.gt(after), ENTITY_CHANGE.ID.le(upTo))
                .and(ENTITY_CHANGE.BLUEPRINT.in(blueprints))
                .orderBy(ENTITY_CHANGE.ID)
                .limit(limit)
                .fetch(row -> new CatalogChange(
                        row.getId(),
                        row.getAction(),
                        new EntityRef(row.getBlueprint(), row.getIdentifier()),
                        row.getAt().toInstant(),
                        row.getActor(),
                        row.getRunId(),
                        tree(row.getBefore()),
                        tree(row.getAfter())));
    }

    private static @Nullable ObjectNode tree(@Nullable JSONB json) {
        return json == null ? null : Json.readObject(json);
    }
}
