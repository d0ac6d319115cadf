package dev.fairway.access;

import static fairway.tables.access.Tables.AUDIT;
import static org.jooq.impl.DSL.noCondition;

import dev.fairway.shared.Auditable;
import dev.fairway.shared.Json;
import dev.fairway.shared.http.Trace;
import fairway.tables.access.tables.records.AuditRecord;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes every {@link Auditable} event down, in the transaction that published it. */
@Component
public class AuditLog {

    private final DSLContext db;
    private final Clock clock;
    private final JsonMapper json;

    AuditLog(DSLContext db, Clock clock, JsonMapper json) {
        this.db = db;
        this.clock = clock;
        this.json = json;
    }

    @EventListener
    void on(Auditable event) {
        String verb = event.action().name().toLowerCase(Locale.ROOT) + "d";
        db.insertInto(AUDIT)
                .set(AUDIT.AT, clock.instant().atOffset(ZoneOffset.UTC))
                .set(AUDIT.ACTION, event.action().name())
                .set(AUDIT.RESOURCE_TYPE, event.resource())
                .set(AUDIT.IDENTIFIER, event.identifier())
                .set(AUDIT.MESSAGE, "%s \"%s\" was %s".formatted(event.resource(), event.identifier(), verb))
                .set(AUDIT.STATUS, "SUCCESS")
                .set(AUDIT.ACTOR, event.actor())
                .set(AUDIT.ORIGIN, CurrentActor.find().map(Actor::origin).orElse("system"))
                .set(AUDIT.TRACE_ID, Trace.current())
                .set(AUDIT.CONTEXT, asJson(event.context()))
                .set(AUDIT.BEFORE, asJson(event.before()))
                .set(AUDIT.AFTER, asJson(event.after()))
                .execute();
    }

    /**
     * The newest lines first.
     *
     * @param before only lines older than this one; null from the newest
     */
    public List<AuditEvent> newest(AuditFilter filter, @Nullable Long before, int limit) {
        return db.selectFrom(AUDIT)
                .where(matching(filter), before == null ? noCondition() : AUDIT.ID.lt(before))
                .orderBy(AUDIT.ID.desc())
                .limit(limit)
                .fetch(this::event);
    }

    private static Condition matching(AuditFilter filter) {
        Condition ofResource =
                filter.resources().isEmpty() ? noCondition() : AUDIT.RESOURCE_TYPE.in(filter.resources());
        return ofResource.and(filter.on(
                new AuditFilter.Columns(AUDIT.IDENTIFIER, AUDIT.ORIGIN, AUDIT.ACTION, AUDIT.ACTOR, AUDIT.AT)));
    }

    private AuditEvent event(AuditRecord row) {
        Map<String, Object> context = new LinkedHashMap<>();
        Json.fields(Json.readObject(row.getContext())).forEach(context::put);
        context.put("identifier", row.getIdentifier());
        return new AuditEvent(
                String.valueOf(row.getId()),
                row.getAction(),
                row.getResourceType(),
                row.getStatus(),
                row.getMessage(),
                AuditEvent.Trigger.of(row.getActor(), row.getOrigin(), row.getAt()),
                AuditEvent.Rest.of(context, row.getBefore(), row.getAfter(), row.getTraceId()));
    }

    private @Nullable JSONB asJson(@Nullable Object value) {
        return value == null ? null : JSONB.valueOf(json.writeValueAsString(value));
    }
}
