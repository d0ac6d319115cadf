package dev.fairway.resources.servers;

import static fairway.tables.resources.Tables.FINDING;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;

import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Provisioners;
import dev.fairway.shared.Json;
import fairway.tables.resources.tables.records.FindingRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** What is on connected servers and nobody here made. Nothing of it is ever changed until somebody claims it. */
@Repository
public class Findings {

    private static final int BATCH = 1_000;

    private final DSLContext db;
    private final Clock clock;
    private final Servers servers;
    private final Provisioners provisioners;
    private final TransactionTemplate transaction;

    Findings(DSLContext db, Clock clock, Servers servers, Provisioners provisioners, TransactionTemplate transaction) {
        this.db = db;
        this.clock = clock;
        this.servers = servers;
        this.provisioners = provisioners;
        this.transaction = transaction;
    }

    /**
     * One thing on a server.
     *
     * @param specification what a resource like it would have been asked for with, as far as the server tells
     * @param details what helps to recognise it
     */
    public record Finding(
            String server, String kind, String name, ObjectNode specification, ObjectNode details, Instant seenAt) {}

    /**
     * How much there is on a server.
     *
     * @param environments that it serves
     * @param found how many findings
     * @param seenAt when they were seen; null where there are none
     */
    public record OnServer(
            String server,
            String title,
            String kind,
            List<String> environments,
            String region,
            int found,
            @Nullable Instant seenAt) {}

    /** Every server in the order of the identifiers, also those on which nothing was found. */
    List<OnServer> byServer() {
        Map<String, Record3<String, Integer, OffsetDateTime>> found = db.select(
                        FINDING.SERVER, count(), max(FINDING.SEEN_AT))
                .from(FINDING)
                .groupBy(FINDING.SERVER)
                .fetchMap(FINDING.SERVER);
        return servers.all().stream()
                .map(server -> onServer(server, found.get(server.identifier())))
                .toList();
    }

    private static OnServer onServer(ConnectedServer server, @Nullable Record3<String, Integer, OffsetDateTime> found) {
        return new OnServer(
                server.identifier(),
                server.title(),
                server.kind(),
                server.environments(),
                server.region(),
                found == null ? 0 : found.value2(),
                found == null ? null : found.value3().toInstant());
    }

    /**
     * In the order of their names.
     *
     * @param part what the names contain; null for all
     * @param after name behind which the page begins; null for the first
     */
    List<Finding> of(String server, @Nullable String part, @Nullable String after, int limit) {
        return db.selectFrom(FINDING)
                .where(FINDING.SERVER.eq(server))
                .and(part == null ? noCondition() : FINDING.NATIVE_NAME.containsIgnoreCase(part))
                .and(FINDING.NATIVE_NAME.gt(after == null ? "" : after))
                .orderBy(FINDING.NATIVE_NAME)
                .limit(limit)
                .fetch(Findings::finding);
    }

    public Optional<Finding> find(String server, String name) {
        return db.selectFrom(FINDING)
                .where(FINDING.SERVER.eq(server), FINDING.NATIVE_NAME.eq(name))
                .fetchOptional(Findings::finding);
    }

    /** It is a resource now. */
    public void claimed(String server, String name) {
        db.deleteFrom(FINDING)
                .where(FINDING.SERVER.eq(server), FINDING.NATIVE_NAME.eq(name))
                .execute();
    }

    /** Looks at what is on a server, and forgets what is not there any more. @return how much there is */
    public int look(String server) {
        ConnectedServer known = servers.get(server);
        List<Found> found = provisioners.of(known.kind()).discover(servers.open(server));
        transaction.executeWithoutResult(status -> {
            db.deleteFrom(FINDING).where(FINDING.SERVER.eq(server)).execute();
            for (int from = 0; from < found.size(); from += BATCH) {
                db.batchInsert(found.subList(from, Math.min(found.size(), from + BATCH)).stream()
                                .map(one -> row(known, one))
                                .toList())
                        .execute();
            }
        });
        return found.size();
    }

    private FindingRecord row(ConnectedServer server, Found found) {
        ObjectNode details = Json.object();
        details.set("specification", found.specification());
        details.set("details", found.details());
        FindingRecord row = new FindingRecord();
        row.setServer(server.identifier());
        row.setKind(server.kind());
        row.setNativeName(found.name());
        row.setDetails(Json.jsonb(details));
        row.setSeenAt(clock.instant().atOffset(ZoneOffset.UTC));
        return row;
    }

    private static Finding finding(FindingRecord row) {
        ObjectNode details = Json.readObject(row.getDetails());
        return new Finding(
                row.getServer(),
                row.getKind(),
                row.getNativeName(),
                Json.objectAt(details, "specification"),
                Json.objectAt(details, "details"),
                row.getSeenAt().toInstant());
    }
}
