package dev.fairway.delivery.fitted;

import static fairway.tables.delivery.Tables.FITTED_PIPELINE;

import fairway.tables.delivery.tables.records.FittedPipelineRecord;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Pipelines that were proposed, as rows: one for each repository. */
@Repository
class FittedPipelines {

    private final DSLContext db;

    FittedPipelines(DSLContext db) {
        this.db = db;
    }

    Optional<FittedPipeline> find(String repositoryId) {
        return db.selectFrom(FITTED_PIPELINE)
                .where(FITTED_PIPELINE.REPOSITORY_ID.eq(repositoryId))
                .fetchOptional(FittedPipelines::fitted);
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

    void save(FittedPipeline pipeline) {
        FittedPipelineRecord row = new FittedPipelineRecord();
        row.setRepositoryId(pipeline.repositoryId());
        row.setService(pipeline.service());
        row.setVersion(pipeline.version());
        row.setBase(pipeline.base());
        row.setProposed(pipeline.proposed());
        row.setNumber(pipeline.number());
        row.setHead(pipeline.head());
        row.setDeclined(pipeline.declined());
        db.insertInto(FITTED_PIPELINE)
                .set(row)
                .onConflict(FITTED_PIPELINE.REPOSITORY_ID)
                .doUpdate()
                .set(row)
                .execute();
    }

    private static FittedPipeline fitted(FittedPipelineRecord row) {
        return new FittedPipeline(
                row.getRepositoryId(),
                row.getService(),
                row.getVersion(),
                row.getBase(),
                row.getProposed(),
                row.getNumber(),
                row.getHead(),
                row.getDeclined());
    }
}
