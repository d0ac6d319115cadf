package dev.fairway.access;

import static fairway.tables.access.Tables.AUDIT;

import dev.fairway.shared.Auditable;
import dev.fairway.shared.http.Trace;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
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

    private @Nullable JSONB asJson(@Nullable Object value) {
        return value == null ? null : JSONB.valueOf(json.writeValueAsString(value));
    }
}
