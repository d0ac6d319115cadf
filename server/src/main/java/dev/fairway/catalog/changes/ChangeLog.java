package dev.fairway.catalog.changes;

import dev.fairway.access.Actor;
import dev.fairway.catalog.EntityRef;
import dev.fairway.shared.Auditable.Action;
import dev.fairway.shared.Json;
import dev.fairway.shared.http.Trace;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The append-only history of entities, written in the transaction of the change. */
@Repository
public class ChangeLog {

    private static final String INSERT = """
            insert into catalog.entity_change (at, action, blueprint, identifier, actor, origin, trace_id, run_id,
                                               before, after, incoming)
            select ?::timestamptz, r.action, r.blueprint, r.identifier, ?, ?, ?, ?, r.before, r.after, r.incoming
            from jsonb_to_recordset(?::jsonb)
                 as r(action text, blueprint text, identifier text, before jsonb, after jsonb, incoming jsonb)
            """;

    private final DSLContext db;
    private final Clock clock;

    ChangeLog(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * One change.
     *
     * @param before the entity as the API showed it; null when it is new
     * @param after the entity as the API shows it; null when it is gone
     * @param incoming of a deletion: who pointed to it, so that it can be undone; null otherwise
     */
    public record Change(
            Action action,
            EntityRef ref,
            @Nullable ObjectNode before,
            @Nullable ObjectNode after,
            @Nullable ArrayNode incoming) {}

    public void record(List<Change> changes, Actor actor, @Nullable String runId) {
        if (changes.isEmpty()) {
            return;
        }
        ArrayNode rows = Json.array();
        for (Change change : changes) {
            ObjectNode row = rows.addObject()
                    .put("action", change.action().name())
                    .put("blueprint", change.ref().blueprint())
                    .put("identifier", change.ref().identifier());
            row.set("before", change.before());
            row.set("after", change.after());
            row.set("incoming", change.incoming());
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        db.execute(INSERT, now, actor.name(), actor.origin(), Trace.current(), runId, rows.toString());
    }
}
