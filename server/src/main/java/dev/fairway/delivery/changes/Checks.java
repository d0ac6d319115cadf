package dev.fairway.delivery.changes;

import static fairway.tables.delivery.Tables.CHECK_RESULT;

import dev.fairway.access.Actor;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.WebAddress;
import fairway.tables.delivery.tables.records.CheckResultRecord;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What machines found out about commits. Of each name the last report counts. */
@Repository
public class Checks {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SUMMARY = 5_000;
    private static final int MOST = 100;

    private final DSLContext db;
    private final Clock clock;

    Checks(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @param detailsUrl with http or https */
    public record Report(
            String name,
            CheckResult.State state,
            String summary,
            @Nullable String detailsUrl) {

        public Report {
            if (name.isBlank() || name.length() > LONGEST_NAME) {
                throw new InvalidInput("name", "of a check has 1 to %d characters".formatted(LONGEST_NAME));
            }
            if (summary.length() > LONGEST_SUMMARY) {
                throw new InvalidInput("summary", "has at most %,d characters".formatted(LONGEST_SUMMARY));
            }
            if (detailsUrl != null) {
                WebAddress.require("detailsUrl", detailsUrl);
            }
        }
    }

    /** Sending it again is the same as once. Whether the actor may is judged by whoever calls. */
    @Transactional
    public void report(String repositoryId, String commit, Report report, Actor actor) {
        List<CheckResult> known = of(repositoryId, commit);
        if (known.size() >= MOST
                && known.stream().noneMatch(check -> check.name().equals(report.name()))) {
            throw new InvalidInput("name", "a commit has at most %d checks".formatted(MOST));
        }
        CheckResultRecord row = new CheckResultRecord();
        row.setRepositoryId(repositoryId);
        row.setCommit(commit);
        row.setName(report.name());
        row.setState(report.state().name());
        row.setSummary(report.summary());
        row.setDetailsUrl(report.detailsUrl());
        row.setReportedBy(actor.name());
        row.setReportedAt(clock.instant().atOffset(ZoneOffset.UTC));
        db.insertInto(CHECK_RESULT)
                .set(row)
                .onConflict(CHECK_RESULT.REPOSITORY_ID, CHECK_RESULT.COMMIT, CHECK_RESULT.NAME)
                .doUpdate()
                .set(row)
                .execute();
    }

    /** In the order of their names. */
    public List<CheckResult> of(String repositoryId, String commit) {
        return db.selectFrom(CHECK_RESULT)
                .where(CHECK_RESULT.REPOSITORY_ID.eq(repositoryId), CHECK_RESULT.COMMIT.eq(commit))
                .orderBy(CHECK_RESULT.NAME)
                .fetch(row -> new CheckResult(
                        row.getName(),
                        CheckResult.State.valueOf(row.getState()),
                        row.getSummary(),
                        row.getDetailsUrl(),
                        row.getReportedBy(),
                        row.getReportedAt().toInstant()));
    }
}
