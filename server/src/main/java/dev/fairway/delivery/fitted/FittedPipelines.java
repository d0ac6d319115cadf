package dev.fairway.delivery.fitted;

import static fairway.tables.delivery.Tables.FITTED_PIPELINE;
import static fairway.tables.delivery.Tables.REPOSITORY;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import dev.fairway.delivery.fitted.FittedPipeline.Proposed;
import dev.fairway.delivery.fitted.FittedPipeline.Seen;
import dev.fairway.delivery.fitted.FittedPipeline.State;
import dev.fairway.delivery.fitted.FittedPipeline.Taken;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.golden.Clash;
import dev.fairway.shared.Json;
import fairway.tables.delivery.tables.records.FittedPipelineRecord;
import java.util.List;
import java.util.Optional;
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
        return db.select(FITTED_PIPELINE.asterisk(), REPOSITORY.OWNER, REPOSITORY.NAME)
                .from(FITTED_PIPELINE)
                .join(REPOSITORY)
                .on(REPOSITORY.ID.eq(FITTED_PIPELINE.REPOSITORY_ID))
                .where(
                        filter,
                        behind == null
                                ? noCondition()
                                : row(REPOSITORY.OWNER, REPOSITORY.NAME).gt(behind.owner(), behind.name()))
                .orderBy(REPOSITORY.OWNER, REPOSITORY.NAME)
                .limit(limit)
                .fetch(found -> new Named(
                        RepositoryName.of(found.get(REPOSITORY.OWNER), found.get(REPOSITORY.NAME)),
                        fitted(found.into(FITTED_PIPELINE))));
    }

    /** Services that have one. @param after the last one of the page before; empty for the first */
    List<String> services(String after, int limit) {
        return db.selectDistinct(FITTED_PIPELINE.SERVICE)
                .from(FITTED_PIPELINE)
                .where(FITTED_PIPELINE.SERVICE.gt(after))
                .orderBy(FITTED_PIPELINE.SERVICE)
                .limit(limit)
                .fetch(FITTED_PIPELINE.SERVICE);
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
        row.setBase(pipeline.taken().base());
        row.setTaken(pipeline.taken().version());
        row.setVersion(proposed.version());
        row.setProposed(proposed.text());
        row.setNumber(proposed.number());
        row.setHead(proposed.head());
        row.setDeclined(proposed.declined());
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
                new Taken(row.getBase(), row.getTaken()),
                new Proposed(
                        row.getVersion(),
                        row.getProposed(),
                        row.getNumber(),
                        row.getHead(),
                        row.getDeclined(),
                        row.getClosed()),
                new Seen(State.valueOf(row.getState()), row.getReason(), clashes(row.getClashes())));
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
