package dev.fairway.resources.dumps;

import static fairway.tables.resources.Tables.DUMP;

import dev.fairway.access.Actor;
import dev.fairway.access.Safe;
import dev.fairway.resources.dumps.Dump.Origin;
import dev.fairway.shared.Json;
import fairway.tables.resources.tables.records.DumpRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All dumps. One counts once its file is whole and its key is in the safe; without the key it is destroyed. */
@Repository
public class Dumps {

    private static final Condition WHOLE = DUMP.TAKEN_AT.isNotNull();

    private final DSLContext db;
    private final Safe safe;
    private final Clock clock;

    Dumps(DSLContext db, Safe safe, Clock clock) {
        this.db = db;
        this.safe = safe;
        this.clock = clock;
    }

    public Optional<Dump> find(String id) {
        return db.selectFrom(DUMP).where(DUMP.ID.eq(id), WHOLE).fetchOptional(Dumps::dump);
    }

    /** Of a resource. */
    public Optional<Dump> of(String resource) {
        return db.selectFrom(DUMP).where(DUMP.RESOURCE_ID.eq(resource), WHOLE).fetchOptional(Dumps::dump);
    }

    public boolean isAny() {
        return db.fetchExists(DUMP, WHOLE);
    }

    /** The newest that the reader may restore. @param before place behind which the page begins; null for the first */
    List<Dump> newest(Actor reader, @Nullable Long before, int limit) {
        return db.selectFrom(DUMP)
                .where(WHOLE, reader.isAdmin() ? DSL.noCondition() : DUMP.TEAM.in(reader.teams()))
                .and(before == null ? DSL.noCondition() : DUMP.PLACE.lt(before))
                .orderBy(DUMP.PLACE.desc())
                .limit(limit)
                .fetch(Dumps::dump);
    }

    /** Those whose time is over, whole or not: ids. */
    List<String> over(int limit) {
        return db.select(DUMP.ID)
                .from(DUMP)
                .where(DUMP.EXPIRES_AT.le(clock.instant().atOffset(ZoneOffset.UTC)))
                .orderBy(DUMP.EXPIRES_AT)
                .limit(limit)
                .fetch(DUMP.ID);
    }

    /** Which of these ids nobody knows. */
    List<String> strange(Collection<String> ids) {
        Set<String> known = db.select(DUMP.ID).from(DUMP).where(DUMP.ID.in(ids)).fetchSet(DUMP.ID);
        return ids.stream().filter(id -> !known.contains(id)).toList();
    }

    /** A dump is being taken on a node, maybe after another attempt. */
    void begin(String id, Origin origin, String node, Duration keep) {
        DumpRecord row = new DumpRecord();
        row.setId(id);
        row.setResourceId(origin.resource());
        row.setIdentifier(origin.identifier());
        row.setType(origin.type());
        row.setKind(origin.kind());
        row.setName(origin.name());
        row.setEnvironment(origin.environment());
        row.setTeam(origin.team());
        row.setService(origin.service());
        row.setSpecification(Json.jsonb(origin.specification()));
        row.setNode(node);
        row.setExpiresAt(clock.instant().plus(keep).atOffset(ZoneOffset.UTC));
        db.insertInto(DUMP)
                .set(row)
                .onConflict(DUMP.ID)
                .doUpdate()
                .set(row)
                .where(DUMP.TAKEN_AT.isNull())
                .execute();
    }

    /** Its file is whole. */
    @Transactional
    public Dump complete(String id, byte[] key, long bytes, Duration keep) {
        Instant now = clock.instant();
        safe.put(safeName(id), Base64.getEncoder().encodeToString(key));
        return db.update(DUMP)
                .set(DUMP.BYTES, bytes)
                .set(DUMP.TAKEN_AT, now.atOffset(ZoneOffset.UTC))
                .set(DUMP.EXPIRES_AT, now.plus(keep).atOffset(ZoneOffset.UTC))
                .where(DUMP.ID.eq(id))
                .returning()
                .fetchSingle(Dumps::dump);
    }

    Optional<byte[]> key(String id) {
        return safe.find(safeName(id)).map(Base64.getDecoder()::decode);
    }

    /** Its file cannot be opened any more, wherever copies of it are. */
    @Transactional
    public void forget(String id) {
        safe.remove(safeName(id));
        db.deleteFrom(DUMP).where(DUMP.ID.eq(id)).execute();
    }

    private static String safeName(String id) {
        return "dump:" + id;
    }

    private static Dump dump(DumpRecord row) {
        Origin origin = new Origin(
                row.getResourceId(),
                row.getIdentifier(),
                row.getType(),
                row.getKind(),
                row.getName(),
                row.getEnvironment(),
                row.getTeam(),
                row.getService(),
                Json.readObject(row.getSpecification()));
        return new Dump(
                row.getId(),
                row.getPlace(),
                origin,
                row.getNode(),
                row.getBytes(),
                row.getTakenAt().toInstant(),
                row.getExpiresAt().toInstant());
    }
}
