package dev.fairway.delivery.testing;

import static fairway.tables.delivery.Tables.TEST_REPORT;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.Checks;
import dev.fairway.delivery.changes.CommitSection;
import dev.fairway.delivery.hosts.RepositoryForgotten;
import dev.fairway.delivery.reports.ReportedChecks;
import dev.fairway.delivery.reports.ReportedCommits;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import fairway.tables.delivery.tables.records.TestReportRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reports of tests, of each name and commit the last one. Each is a check of its commit, and all of them are part of the one
 * comment on change requests.
 */
@Repository
@Order(2)
public class TestReports implements CommitSection, ReportedChecks {

    private static final int MOST = 20;

    private final DSLContext db;
    private final ReportedCommits reported;
    private final Clock clock;

    TestReports(DSLContext db, ReportedCommits reported, Clock clock) {
        this.db = db;
        this.reported = reported;
        this.clock = clock;
    }

    /**
     * What a run of tests left.
     *
     * @param junit texts of XML files with results
     * @param log what was printed
     */
    public record Printed(String commit, String name, List<String> junit, String log) {}

    /** @throws InvalidInput when a file cannot be read */
    @Transactional
    public void put(String repositoryId, Printed printed, Actor actor) {
        TestReport report = new TestReport(
                printed.commit(),
                printed.name(),
                JUnitXml.of(printed.junit()),
                null,
                LogTail.of(printed.log()),
                null,
                actor.name(),
                clock.instant());
        put(repositoryId, report, actor);
    }

    /** Sending it again is the same as once. Whether the actor may is judged by whoever calls. */
    @Transactional
    public void put(String repositoryId, TestReport report, Actor actor) {
        List<TestReport> known = of(repositoryId, report.commit());
        if (known.size() >= MOST && known.stream().noneMatch(one -> one.name().equals(report.name()))) {
            throw new InvalidInput("name", "a commit has at most %d reports of tests".formatted(MOST));
        }
        TestReportRecord row = row(repositoryId, report);
        db.insertInto(TEST_REPORT)
                .set(row)
                .onConflict(TEST_REPORT.REPOSITORY_ID, TEST_REPORT.COMMIT, TEST_REPORT.NAME)
                .doUpdate()
                .set(row)
                .execute();
        reported.tell(repositoryId, report.commit(), List.of(report.check()), actor);
    }

    @Override
    public Optional<String> markdown(String repositoryId, String commit, int room) {
        return Optional.of(of(repositoryId, commit))
                .filter(reports -> !reports.isEmpty())
                .map(reports -> TestComment.markdown(reports, room));
    }

    @Override
    public List<Checks.Report> checks(String repositoryId, String commit) {
        return of(repositoryId, commit).stream().map(TestReport::check).toList();
    }

    @EventListener
    void on(RepositoryForgotten repository) {
        db.deleteFrom(TEST_REPORT)
                .where(TEST_REPORT.REPOSITORY_ID.eq(repository.id()))
                .execute();
    }

    /** By name. */
    public List<TestReport> of(String repositoryId, String commit) {
        return db.selectFrom(TEST_REPORT)
                .where(TEST_REPORT.REPOSITORY_ID.eq(repositoryId), TEST_REPORT.COMMIT.eq(commit))
                .orderBy(TEST_REPORT.NAME)
                .fetch(TestReports::report);
    }

    /** @return how many were older and are gone now */
    int forget(Instant before, int most) {
        return db.deleteFrom(TEST_REPORT)
                .where(TEST_REPORT.REPORTED_AT.lt(before.atOffset(ZoneOffset.UTC)))
                .orderBy(TEST_REPORT.REPORTED_AT)
                .limit(most)
                .execute();
    }

    private static TestReportRecord row(String repositoryId, TestReport report) {
        TestReportRecord row = new TestReportRecord();
        row.setRepositoryId(repositoryId);
        row.setCommit(report.commit());
        row.setName(report.name());
        ObjectNode content = Json.object();
        content.set("counts", Json.MAPPER.valueToTree(report.counts()));
        content.put("coverage", report.coverage()).put("tail", report.tail()).put("url", report.url());
        row.setReport(Json.jsonb(content));
        row.setReportedBy(report.reportedBy());
        row.setReportedAt(report.reportedAt().atOffset(ZoneOffset.UTC));
        return row;
    }

    private static TestReport report(TestReportRecord row) {
        ObjectNode content = Json.readObject(row.getReport());
        return new TestReport(
                row.getCommit(),
                row.getName(),
                Json.MAPPER.treeToValue(content.path("counts"), TestReport.TestCounts.class),
                content.path("coverage").isNumber() ? content.path("coverage").asDouble() : null,
                content.path("tail").asString(""),
                Json.textAt(content, "url"),
                row.getReportedBy(),
                row.getReportedAt().toInstant());
    }
}
