package dev.fairway.delivery.builds;

import static fairway.tables.delivery.Tables.BUILD_REPORT;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.Checks;
import dev.fairway.delivery.hosts.RepositoryForgotten;
import dev.fairway.delivery.reports.ReportedChecks;
import dev.fairway.delivery.reports.ReportedCommits;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import fairway.tables.delivery.tables.records.BuildReportRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reports of builds, of each name and commit the last one. Each is a check of its commit, as is what scanners found, and all of
 * them are part of the one comment on change requests.
 */
@Repository
public class BuildReports implements ReportedChecks {

    private static final int MOST = 20;
    private static final Field<?>[] WITHOUT_SBOM = {
        BUILD_REPORT.COMMIT,
        BUILD_REPORT.NAME,
        BUILD_REPORT.PLACE,
        BUILD_REPORT.IMAGE,
        BUILD_REPORT.TAG,
        BUILD_REPORT.DIGEST,
        BUILD_REPORT.REPORT,
        BUILD_REPORT.REPORTED_BY,
        BUILD_REPORT.REPORTED_AT
    };

    private final DSLContext db;
    private final ReportedCommits reported;

    BuildReports(DSLContext db, ReportedCommits reported) {
        this.db = db;
        this.reported = reported;
    }

    /** @param place grows from report to report */
    record Placed(long place, BuildReport report) {}

    /**
     * Sending it again is the same as once. Whether the actor may is judged by whoever calls.
     *
     * @param sbom text of its bill of materials; null for none
     */
    @Transactional
    public void put(String repositoryId, BuildReport report, @Nullable String sbom, Actor actor) {
        List<BuildReport> known = of(repositoryId, report.commit());
        if (known.size() >= MOST && known.stream().noneMatch(one -> one.name().equals(report.name()))) {
            throw new InvalidInput("name", "a commit has at most %d reports of builds".formatted(MOST));
        }
        BuildReportRecord row = row(repositoryId, report);
        row.setSbom(sbom);
        db.insertInto(BUILD_REPORT)
                .set(row)
                .onConflict(BUILD_REPORT.REPOSITORY_ID, BUILD_REPORT.COMMIT, BUILD_REPORT.NAME)
                .doUpdate()
                .set(row)
                .execute();
        reported.tell(repositoryId, report.commit(), report.checks(), actor);
    }

    @Override
    public List<Checks.Report> checks(String repositoryId, String commit) {
        return of(repositoryId, commit).stream()
                .flatMap(report -> report.checks().stream())
                .toList();
    }

    @EventListener
    void on(RepositoryForgotten repository) {
        db.deleteFrom(BUILD_REPORT)
                .where(BUILD_REPORT.REPOSITORY_ID.eq(repository.id()))
                .execute();
    }

    /** By name. */
    public List<BuildReport> of(String repositoryId, String commit) {
        return db.select(WITHOUT_SBOM)
                .from(BUILD_REPORT)
                .where(BUILD_REPORT.REPOSITORY_ID.eq(repositoryId), BUILD_REPORT.COMMIT.eq(commit))
                .orderBy(BUILD_REPORT.NAME)
                .fetchInto(BUILD_REPORT)
                .map(BuildReports::report);
    }

    /** The newest first. @param before place of the last one of the page before */
    List<Placed> page(String repositoryId, @Nullable Long before, int limit) {
        return db.select(WITHOUT_SBOM)
                .from(BUILD_REPORT)
                .where(BUILD_REPORT.REPOSITORY_ID.eq(repositoryId))
                .and(before == null ? DSL.noCondition() : BUILD_REPORT.PLACE.lt(before))
                .orderBy(BUILD_REPORT.PLACE.desc())
                .limit(limit)
                .fetchInto(BUILD_REPORT)
                .map(row -> new Placed(row.getPlace(), report(row)));
    }

    /** The newest build of a repository that published an image under a tag. */
    public Optional<BuildReport> published(String repositoryId, String image, String tag) {
        return db.select(WITHOUT_SBOM)
                .from(BUILD_REPORT)
                .where(
                        BUILD_REPORT.REPOSITORY_ID.eq(repositoryId),
                        BUILD_REPORT.IMAGE.eq(image),
                        BUILD_REPORT.TAG.eq(tag))
                .orderBy(BUILD_REPORT.REPORTED_AT.desc())
                .limit(1)
                .fetchOptionalInto(BUILD_REPORT)
                .map(BuildReports::report);
    }

    Optional<String> sbom(String repositoryId, String commit, String name) {
        return db.select(BUILD_REPORT.SBOM)
                .from(BUILD_REPORT)
                .where(
                        BUILD_REPORT.REPOSITORY_ID.eq(repositoryId),
                        BUILD_REPORT.COMMIT.eq(commit),
                        BUILD_REPORT.NAME.eq(name))
                .fetchOptional(BUILD_REPORT.SBOM);
    }

    /** @return how many were older and are gone now */
    int forget(Instant before, int most) {
        return db.deleteFrom(BUILD_REPORT)
                .where(BUILD_REPORT.REPORTED_AT.lt(before.atOffset(ZoneOffset.UTC)))
                .orderBy(BUILD_REPORT.REPORTED_AT)
                .limit(most)
                .execute();
    }

    private static BuildReportRecord row(String repositoryId, BuildReport report) {
        BuildReportRecord row = new BuildReportRecord();
        row.setRepositoryId(repositoryId);
        row.setCommit(report.commit());
        row.setName(report.name());
        BuiltImage image = report.image();
        row.setImage(image == null ? null : image.repository());
        row.setTag(image == null ? null : image.tag());
        row.setDigest(image == null ? null : image.digest());
        ObjectNode content = Json.object().put("outcome", report.outcome().name());
        content.put("seconds", report.seconds()).put("url", report.url());
        content.set("scan", report.scan() == null ? Json.nothing() : Json.MAPPER.valueToTree(report.scan()));
        row.setReport(Json.jsonb(content));
        row.setReportedBy(report.reportedBy());
        row.setReportedAt(report.reportedAt().atOffset(ZoneOffset.UTC));
        return row;
    }

    private static BuildReport report(BuildReportRecord row) {
        ObjectNode content = Json.readObject(row.getReport());
        JsonNode scan = content.path("scan");
        return new BuildReport(
                row.getCommit(),
                row.getName(),
                BuildReport.Outcome.valueOf(content.path("outcome").stringValue()),
                row.getImage() == null ? null : new BuiltImage(row.getImage(), row.getTag(), row.getDigest()),
                scan.isObject() ? Json.MAPPER.treeToValue(scan, Scan.class) : null,
                content.path("seconds").isNumber() ? content.path("seconds").asDouble() : null,
                Json.textAt(content, "url"),
                row.getReportedBy(),
                row.getReportedAt().toInstant());
    }
}
