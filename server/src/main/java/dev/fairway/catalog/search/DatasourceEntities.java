package dev.fairway.catalog.search;

import static fairway.tables.catalog.Tables.BLUEPRINT;
import static fairway.tables.catalog.Tables.ENTITY;
import static org.jooq.impl.DSL.noCondition;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.catalog.rules.DateRange;
import dev.fairway.catalog.rules.TextMatch;
import dev.fairway.shared.Cursor;
import dev.fairway.shared.InvalidInput;
import fairway.tables.catalog.tables.Entity;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Which entities a client wrote and has not written since: what it removes after a resync. */
@RestController
class DatasourceEntities {

    private static final int DEFAULT_LIMIT = 1000;
    private static final int MAX_LIMIT = 5000;

    record DatasourceBody(
            @JsonProperty("datasource_prefix") @Nullable String prefix,
            @JsonProperty("datasource_suffix") @Nullable String suffix,
            @Nullable Integer limit,
            @Nullable String before,
            @Nullable String from) {}

    record Found(String identifier, String blueprint) {}

    record FoundAnswer(
            boolean ok, List<Found> entities, @Nullable String next) {}

    private final DSLContext db;
    private final Readable readable;

    DatasourceEntities(DSLContext db, Readable readable) {
        this.db = db;
        this.readable = readable;
    }

    /** The entities that a data source wrote, page by page. */
    @PostMapping("/v1/blueprints/entities/datasource-entities")
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @Requires(Permission.MEMBER)
    FoundAnswer find(@RequestBody DatasourceBody body, Actor actor) {
        String prefix = Objects.requireNonNullElse(body.prefix(), "");
        if (prefix.isBlank()) {
            throw new InvalidInput("datasource_prefix", "is what the data source begins with; it is missing");
        }
        int limit = Math.clamp(Objects.requireNonNullElse(body.limit(), DEFAULT_LIMIT), 1, MAX_LIMIT);
        String suffix = Objects.requireNonNullElse(body.suffix(), "");
        var table = ENTITY.as("e");
        var rows = db.select(table.ID, table.IDENTIFIER, BLUEPRINT.IDENTIFIER)
                .from(table)
                .join(BLUEPRINT)
                .on(BLUEPRINT.ID.eq(table.BLUEPRINT_ID))
                .where(table.DATASOURCE.like(TextMatch.escaped(prefix) + "%"))
                .and(table.DATASOURCE.like("%" + TextMatch.escaped(suffix)))
                .and(notSince(table, body.before()))
                .and(body.from() == null ? noCondition() : table.ID.gt(place(body.from())))
                .and(readable.anywhere(actor))
                .orderBy(table.ID)
                .limit(limit + 1)
                .fetch();
        List<Found> found = rows.stream()
                .limit(limit)
                .map(row -> new Found(row.value2(), row.value3()))
                .toList();
        String next = rows.size() > limit
                ? new Cursor(List.of(String.valueOf(rows.get(limit - 1).value1()))).encode()
                : null;
        return new FoundAnswer(true, found, next);
    }

    private static Condition notSince(Entity table, @Nullable String before) {
        if (before == null) {
            return noCondition();
        }
        OffsetDateTime instant = DateRange.instant(before)
                .orElseThrow(() -> new InvalidInput("before", "\"%s\" is no ISO 8601 time".formatted(before)));
        return table.UPDATED_AT.lt(instant);
    }

    private static Long place(String cursor) {
        return Long.valueOf(String.valueOf(Cursor.decode(cursor, 1).values().getFirst()));
    }
}
