package dev.fairway.delivery.golden;

import static dev.fairway.delivery.hosts.RepositoryNames.NAME;
import static dev.fairway.delivery.hosts.RepositoryNames.OWNER;
import static fairway.tables.delivery.Tables.EXTERNAL_REPOSITORY;
import static fairway.tables.delivery.Tables.GOLDEN_PATH_USE;
import static fairway.tables.delivery.Tables.REPOSITORY;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.selectOne;

import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.hosts.RepositoryNames;
import dev.fairway.shared.Json;
import fairway.tables.delivery.tables.records.GoldenPathUseRecord;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ArrayNode;

/** The rows of uses. Whoever writes one has locked its repository. */
@Repository
class Uses {

    private final DSLContext db;
    private final Clock clock;

    Uses(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    Optional<Use> find(String repositoryId) {
        return list(GOLDEN_PATH_USE.REPOSITORY_ID.eq(repositoryId), 1).stream().findFirst();
    }

    /** In the order of owners and names. @param behind of the last one of the page before */
    List<Use> page(Condition filter, @Nullable RepositoryName behind, int limit) {
        return list(filter.and(RepositoryNames.behind(behind)), limit);
    }

    /** Ids of their repositories. @param after the last one of the page before; empty for the first */
    List<String> ids(String after, int limit) {
        return db.select(GOLDEN_PATH_USE.REPOSITORY_ID)
                .from(GOLDEN_PATH_USE)
                .where(GOLDEN_PATH_USE.REPOSITORY_ID.gt(after))
                .orderBy(GOLDEN_PATH_USE.REPOSITORY_ID)
                .limit(limit)
                .fetch(GOLDEN_PATH_USE.REPOSITORY_ID);
    }

    /** Ids of repositories of which nothing is written down, and that somebody pushed to. */
    List<String> unknown(String after, int limit) {
        return db.select(REPOSITORY.ID)
                .from(REPOSITORY)
                .where(REPOSITORY.ID.gt(after), REPOSITORY.PUSHED_AT.isNotNull())
                .andNotExists(selectOne().from(GOLDEN_PATH_USE).where(GOLDEN_PATH_USE.REPOSITORY_ID.eq(REPOSITORY.ID)))
                .orderBy(REPOSITORY.ID)
                .limit(limit)
                .fetch(REPOSITORY.ID);
    }

    /** The same of repositories outside. */
    List<String> unknownOutside(String after, int limit) {
        return db.select(EXTERNAL_REPOSITORY.ID)
                .from(EXTERNAL_REPOSITORY)
                .where(EXTERNAL_REPOSITORY.ID.gt(after))
                .andNotExists(selectOne()
                        .from(GOLDEN_PATH_USE)
                        .where(GOLDEN_PATH_USE.REPOSITORY_ID.eq(EXTERNAL_REPOSITORY.ID)))
                .orderBy(EXTERNAL_REPOSITORY.ID)
                .limit(limit)
                .fetch(EXTERNAL_REPOSITORY.ID);
    }

    /** With its repository. */
    void remove(String repositoryId) {
        db.deleteFrom(GOLDEN_PATH_USE)
                .where(GOLDEN_PATH_USE.REPOSITORY_ID.eq(repositoryId))
                .execute();
    }

    /** How many there are by template and state; an empty name for those whose template is not known. */
    Map<String, Map<Use.State, Integer>> counts() {
        Map<String, Map<Use.State, Integer>> counts = new TreeMap<>();
        db.select(GOLDEN_PATH_USE.TEMPLATE, GOLDEN_PATH_USE.STATE, count())
                .from(GOLDEN_PATH_USE)
                .groupBy(GOLDEN_PATH_USE.TEMPLATE, GOLDEN_PATH_USE.STATE)
                .forEach(found -> counts.computeIfAbsent(
                                found.value1() == null ? "" : found.value1(), any -> new EnumMap<>(Use.State.class))
                        .put(Use.State.valueOf(found.value2()), found.value3()));
        return counts;
    }

    void save(Use use) {
        GoldenPathUseRecord row = row(use);
        db.insertInto(GOLDEN_PATH_USE)
                .set(row)
                .onConflict(GOLDEN_PATH_USE.REPOSITORY_ID)
                .doUpdate()
                .set(row)
                .execute();
    }

    private GoldenPathUseRecord row(Use use) {
        GoldenPathUseRecord row = new GoldenPathUseRecord();
        row.setRepositoryId(use.repositoryId());
        row.setTemplate(use.recorded().template());
        row.setVersion(use.recorded().version());
        row.setDigest(use.recorded().digest());
        row.setArguments(Json.jsonb(use.recorded().arguments()));
        row.setState(use.state().name());
        row.setReason(use.reason());
        ArrayNode clashes = Json.array();
        use.clashes()
                .forEach(clash -> clashes.addObject()
                        .put("file", clash.file())
                        .put("line", clash.line())
                        .put("own", clash.own())
                        .put("golden", clash.golden()));
        row.setClashes(JSONB.valueOf(clashes.toString()));
        row.setTarget(use.proposed().target());
        row.setUpdateNumber(use.proposed().number());
        row.setUpdateHead(use.proposed().head());
        row.setDeclined(use.proposed().declined());
        row.setLookedAt(clock.instant().atOffset(ZoneOffset.UTC));
        return row;
    }

    private List<Use> list(Condition condition, int limit) {
        return db.select(GOLDEN_PATH_USE.asterisk(), OWNER, NAME, EXTERNAL_REPOSITORY.ID)
                .from(GOLDEN_PATH_USE)
                .leftJoin(REPOSITORY)
                .on(REPOSITORY.ID.eq(GOLDEN_PATH_USE.REPOSITORY_ID))
                .leftJoin(EXTERNAL_REPOSITORY)
                .on(EXTERNAL_REPOSITORY.ID.eq(GOLDEN_PATH_USE.REPOSITORY_ID))
                .where(condition, OWNER.isNotNull())
                .orderBy(OWNER, NAME)
                .limit(limit)
                .fetch(Uses::use);
    }

    private static Use use(Record found) {
        GoldenPathUseRecord row = found.into(GOLDEN_PATH_USE);
        return new Use(
                row.getRepositoryId(),
                RepositoryName.of(found.get(OWNER), found.get(NAME)),
                new Use.Recorded(
                        row.getTemplate(), row.getVersion(), row.getDigest(), Json.readObject(row.getArguments())),
                Use.State.valueOf(row.getState()),
                row.getReason(),
                Json.read(row.getClashes().data())
                        .valueStream()
                        .map(one -> new Clash(
                                one.path("file").asString(""),
                                one.path("line").asInt(0),
                                Json.textAt(one, "own"),
                                Json.textAt(one, "golden")))
                        .toList(),
                new Use.Proposed(row.getTarget(), row.getUpdateNumber(), row.getUpdateHead(), row.getDeclined()),
                row.getLookedAt().toInstant());
    }
}
