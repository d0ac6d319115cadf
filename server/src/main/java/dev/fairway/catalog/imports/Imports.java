package dev.fairway.catalog.imports;

import static fairway.tables.catalog.Tables.IMPORT;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fairway.access.Actor;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Refused;
import fairway.tables.catalog.tables.records.ImportRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The imports that run, wait and ran. */
@Repository
class Imports {

    private static final int NEWEST = 100;

    private final DSLContext db;
    private final Clock clock;
    private final JsonMapper json;

    Imports(DSLContext db, Clock clock, JsonMapper json) {
        this.db = db;
        this.clock = clock;
        this.json = json;
    }

    enum Status {
        PENDING,
        RUNNING,
        COMPLETED,
        CANCELLED,
        FAILED;

        boolean hasEnded() {
            return this == COMPLETED || this == CANCELLED || this == FAILED;
        }
    }

    /** @param errors the first hundred refusals: blueprint, identifier, message */
    record Import(
            String id,
            String name,
            Status status,
            @JsonUnwrapped Counts counts,
            ArrayNode errors,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    record Counts(int total, int processed, int created, int updated, int unchanged, int refused) {}

    List<Import> newest() {
        return db.selectFrom(IMPORT)
                .orderBy(IMPORT.STARTED_AT.desc())
                .limit(NEWEST)
                .fetch(Imports::read);
    }

    Import get(String id) {
        return db.selectFrom(IMPORT)
                .where(IMPORT.ID.eq(id))
                .fetchOptional(Imports::read)
                .orElseThrow(() -> new NotFound("import", "id", id));
    }

    @Transactional
    Import add(ImportRequest request, int total, Actor actor) {
        String id = "imp_" + UUID.randomUUID().toString().replace("-", "");
        db.insertInto(IMPORT)
                .set(IMPORT.ID, id)
                .set(IMPORT.NAME, request.title())
                .set(IMPORT.STATUS, Status.PENDING.name())
                .set(IMPORT.REQUEST, asJson(request))
                .set(IMPORT.ACTOR, asJson(actor))
                .set(IMPORT.TOTAL, total)
                .set(IMPORT.STARTED_AT, now())
                .execute();
        return get(id);
    }

    /** Does nothing when the import has ended. */
    @Transactional
    void cancel(String id, Actor actor) {
        get(id);
        if (!actor.isAdmin() && !actorOf(hold(id)).name().equals(actor.name())) {
            throw new Refused("%s did not start this import; whoever did and administrators may cancel it"
                    .formatted(actor.name()));
        }
        db.update(IMPORT)
                .set(IMPORT.STATUS, Status.CANCELLED.name())
                .set(IMPORT.ENDED_AT, now())
                .setNull(IMPORT.REQUEST)
                .where(IMPORT.ID.eq(id), IMPORT.STATUS.in(Status.PENDING.name(), Status.RUNNING.name()))
                .execute();
    }

    /** It is running from when somebody reads its file, which for a large one takes a while. */
    void begin(String id) {
        db.update(IMPORT)
                .set(IMPORT.STATUS, Status.RUNNING.name())
                .where(IMPORT.ID.eq(id), IMPORT.STATUS.eq(Status.PENDING.name()))
                .execute();
    }

    void fail(String id, String message) {
        db.update(IMPORT)
                .set(IMPORT.STATUS, Status.FAILED.name())
                .set(IMPORT.ENDED_AT, now())
                .set(IMPORT.ERRORS, Json.jsonb(Json.array().add(Json.object().put("message", message))))
                .where(IMPORT.ID.eq(id))
                .execute();
    }

    /** The import as it is kept, which nobody else goes on with until the transaction ends. */
    ImportRecord hold(String id) {
        return db.selectFrom(IMPORT).where(IMPORT.ID.eq(id)).forUpdate().fetchSingle();
    }

    ImportRequest requestOf(ImportRecord row) {
        return json.readValue(row.getRequest().data(), ImportRequest.class);
    }

    Actor actorOf(ImportRecord row) {
        return json.readValue(row.getActor().data(), Actor.class);
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private JSONB asJson(Object value) {
        return JSONB.valueOf(json.writeValueAsString(value));
    }

    private static Import read(ImportRecord row) {
        OffsetDateTime ended = row.getEndedAt();
        return new Import(
                row.getId(),
                row.getName(),
                Status.valueOf(row.getStatus()),
                new Counts(
                        row.getTotal(),
                        row.getProcessed(),
                        row.getCreated(),
                        row.getUpdated(),
                        row.getUnchanged(),
                        row.getRefused()),
                (ArrayNode) Json.read(row.getErrors().data()),
                row.getStartedAt().toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
