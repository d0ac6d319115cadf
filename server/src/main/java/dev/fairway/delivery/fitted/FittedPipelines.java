package dev.fairway.delivery.fitted;

import static dev.fairway.delivery.hosts.RepositoryNames.NAME;
import static dev.fairway.delivery.hosts.RepositoryNames.OWNER;
import static fairway.tables.delivery.Tables.EXTERNAL_REPOSITORY;
import static fairway.tables.delivery.Tables.FITTED_PIPELINE;
import static fairway.tables.delivery.Tables.REPOSITORY;

import dev.fairway.delivery.fitted.FittedPipeline.Proposed;
import dev.fairway.delivery.fitted.FittedPipeline.Seen;
import dev.fairway.delivery.fitted.FittedPipeline.State;
import dev.fairway.delivery.fitted.FittedPipeline.Taken;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.golden.CiSystem;
import dev.fairway.delivery.golden.Clash;
import dev.fairway.delivery.hosts.RepositoryNames;
import dev.fairway.shared.Json;
import fairway.tables.delivery.tables.records.FittedPipelineRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ArrayNode;

/** Pipelines of repositories and how they stand, as rows: one for each repository. */
@Repository
class FittedPipelines {

    private final DSLContext db;

    FittedPipelines(DSLContext db) {
        this.db = db;
    }

    /** One with the name that its repository has now. */
    record Named(RepositoryName repository, FittedPipeline pipeline) {}

    Optional<FittedPipeline> find(String repositoryId) {
        return db.selectFrom(FITTED_PIPELINE)
                .where(FITTED_PIPELINE.REPOSITORY_ID.eq(repositoryId))
                .fetchOptional(FittedPipelines::fitted);
    }

    /** In the order of owners and names. @param behind of the last one of the page before */
    List<Named> page(Condition filter, @Nullable RepositoryName behind, int limit) {
        return db.select(FITTED_PIPELINE.asterisk(), OWNER, NAME)
                .from(FITTED_PIPELINE)
                .leftJoin(REPOSITORY)
                .on(REPOSITORY.ID.eq(FITTED_PIPELINE.REPOSITORY_ID))
                .leftJoin(EXTERNAL_REPOSITORY)
                .on(EXTERNAL_REPOSITORY.ID.eq(FITTED_PIPELINE.REPOSITORY_ID))
                .where(filter, RepositoryNames.behind(behind), OWNER.isNotNull())
                .orderBy(OWNER, NAME)
                .limit(limit)
                .fetch(found -> new Named(
                        RepositoryName.of(found.get(OWNER), found.get(NAME)), fitted(found.into(FITTED_PIPELINE))));
    }

    /** Ids of repositories that have one. @param after the last one of the page before; empty for the first */
    List<String> ids(String after, int limit) {
        return db.select(FITTED_PIPELINE.REPOSITORY_ID)
                .from(FITTED_PIPELINE)
                .where(FITTED_PIPELINE.REPOSITORY_ID.gt(after))
                .orderBy(FITTED_PIPELINE.REPOSITORY_ID)
                .limit(limit)
                .fetch(FITTED_PIPELINE.REPOSITORY_ID);
    }

    /** That of a repository which is forgotten. */
    void remove(String repositoryId) {
        db.deleteFrom(FITTED_PIPELINE)
                .where(FITTED_PIPELINE.REPOSITORY_ID.eq(repositoryId))
                .execute();
    }

    /** Those that are there for a service, in its repository or in one that it came from before. */
    List<FittedPipeline> of(String service) {
        return db.selectFrom(FITTED_PIPELINE)
                .where(FITTED_PIPELINE.SERVICE.eq(service))
                .orderBy(FITTED_PIPELINE.REPOSITORY_ID)
                .fetch(FittedPipelines::fitted);
    }

    void save(FittedPipeline pipeline) {
        FittedPipelineRecord row = record(pipeline);
        db.insertInto(FITTED_PIPELINE)
                .set(row)
                .onConflict(FITTED_PIPELINE.REPOSITORY_ID)
                .doUpdate()
                .set(row)
                .execute();
    }

    private static FittedPipelineRecord record(FittedPipeline pipeline) {
        Proposed proposed = pipeline.proposed();
        FittedPipelineRecord row = new FittedPipelineRecord();
        row.setRepositoryId(pipeline.repositoryId());
        row.setService(pipeline.service());
        row.setSystem(pipeline.system().name());
        row.setBase(column(pipeline.taken().base()));
        row.setTaken(pipeline.taken().version());
        row.setVersion(proposed.version());
        row.setProposed(column(proposed.files()));
        row.setNumber(proposed.number());
        row.setHead(proposed.head());
        row.setDeclined(column(proposed.declined()));
        row.setClosed(proposed.closed());
        row.setState(pipeline.seen().state().name());
        row.setReason(pipeline.seen().reason());
        ArrayNode clashes = Json.array();
        pipeline.seen()
                .clashes()
                .forEach(clash -> clashes.addObject()
                        .put("file", clash.file())
                        .put("line", clash.line())
                        .put("own", clash.own())
                        .put("golden", clash.golden()));
        row.setClashes(JSONB.valueOf(clashes.toString()));
        return row;
    }

    private static FittedPipeline fitted(FittedPipelineRecord row) {
        return new FittedPipeline(
                row.getRepositoryId(),
                row.getService(),
                CiSystem.valueOf(row.getSystem()),
                new Taken(files(row.getBase()), row.getTaken()),
                new Proposed(
                        row.getVersion(),
                        Objects.requireNonNull(files(row.getProposed())),
                        row.getNumber(),
                        row.getHead(),
                        files(row.getDeclined()),
                        row.getClosed()),
                new Seen(State.valueOf(row.getState()), row.getReason(), clashes(row.getClashes())));
    }

    /** Texts by path. */
    private static @Nullable JSONB column(@Nullable Map<String, String> files) {
        return files == null
                ? null
                : JSONB.valueOf(Json.MAPPER.valueToTree(files).toString());
    }

    private static @Nullable Map<String, String> files(@Nullable JSONB column) {
        if (column == null) {
            return null;
        }
        Map<String, String> files = new TreeMap<>();
        Json.fields(Json.readObject(column)).forEach((path, text) -> files.put(path, text.stringValue()));
        return files;
    }

    private static List<Clash> clashes(JSONB column) {
        return Json.read(column.data())
                .valueStream()
                .map(one -> new Clash(
                        one.path("file").asString(""),
                        one.path("line").asInt(0),
                        Json.textAt(one, "own"),
                        Json.textAt(one, "golden")))
                .toList();
    }
}
