package dev.fairway.catalog.changes;

import static fairway.tables.catalog.Tables.ENTITY_CHANGE;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;

import dev.fairway.access.Actor;
import dev.fairway.access.AuditEvent;
import dev.fairway.access.AuditFilter;
import dev.fairway.catalog.search.Readable;
import fairway.tables.catalog.tables.records.EntityChangeRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads the history of entities as lines of the audit log. */
@Repository
class EntityChanges {

    static final String RESOURCE = "entity";

    private final DSLContext db;
    private final Readable readable;

    EntityChanges(DSLContext db, Readable readable) {
        this.db = db;
        this.readable = readable;
    }

    /** What only the history of entities can be filtered by; null lets everything through. */
    record OfEntity(
            @Nullable String blueprint,
            @Nullable String entity,
            @Nullable String runId) {

        boolean isAsked() {
            return blueprint != null || entity != null || runId != null;
        }
    }

    /** Where a page of the history begins and for whom. */
    record PageFor(Actor reader, @Nullable Long before, int limit) {}

    List<AuditEvent> newest(AuditFilter filter, OfEntity entity, PageFor page) {
        Long before = page.before();
        return db.selectFrom(ENTITY_CHANGE)
                .where(matching(filter), matching(entity), before == null ? noCondition() : ENTITY_CHANGE.ID.lt(before))
                .and(readable.naming(ENTITY_CHANGE.BLUEPRINT, ENTITY_CHANGE.IDENTIFIER, page.reader()))
                .orderBy(ENTITY_CHANGE.ID.desc())
                .limit(page.limit())
                .fetch(EntityChanges::event);
    }

    private static Condition matching(OfEntity entity) {
        Condition condition = noCondition();
        if (entity.blueprint() != null) {
            condition = condition.and(ENTITY_CHANGE.BLUEPRINT.eq(entity.blueprint()));
        }
        if (entity.entity() != null) {
            condition = condition.and(ENTITY_CHANGE.IDENTIFIER.eq(entity.entity()));
        }
        return entity.runId() == null ? condition : condition.and(ENTITY_CHANGE.RUN_ID.eq(entity.runId()));
    }

    private static Condition matching(AuditFilter filter) {
        if (!filter.resources().isEmpty() && !filter.resources().contains(RESOURCE)) {
            return falseCondition();
        }
        return filter.on(new AuditFilter.Columns(
                ENTITY_CHANGE.IDENTIFIER,
                ENTITY_CHANGE.ORIGIN,
                ENTITY_CHANGE.ACTION,
                ENTITY_CHANGE.ACTOR,
                ENTITY_CHANGE.AT));
    }

    private static AuditEvent event(EntityChangeRecord row) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("blueprintIdentifier", row.getBlueprint());
        context.put("entityIdentifier", row.getIdentifier());
        if (row.getRunId() != null) {
            context.put("runId", row.getRunId());
        }
        String verb = row.getAction().toLowerCase(Locale.ROOT) + "d";
        return new AuditEvent(
                "e" + row.getId(),
                row.getAction(),
                RESOURCE,
                "SUCCESS",
                "%s \"%s\" was %s".formatted(row.getBlueprint(), row.getIdentifier(), verb),
                AuditEvent.Trigger.of(row.getActor(), row.getOrigin(), row.getAt()),
                AuditEvent.Rest.of(context, row.getBefore(), row.getAfter(), row.getTraceId()));
    }
}
