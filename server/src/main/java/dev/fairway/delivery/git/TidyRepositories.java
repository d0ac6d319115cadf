package dev.fairway.delivery.git;

import static fairway.tables.delivery.Tables.REPOSITORY;

import dev.fairway.shared.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Repository;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Packs what was pushed, so that repositories stay small and quick. What nothing points to is kept for two weeks. */
@Component
class TidyRepositories implements RecurringJob {

    private static final int MOST = 200;

    private final DSLContext db;
    private final Clock clock;
    private final GitFolders folders;

    TidyRepositories(DSLContext db, Clock clock, GitFolders folders) {
        this.db = db;
        this.clock = clock;
        this.folders = folders;
    }

    @Override
    public String name() {
        return "tidy-repositories";
    }

    @Override
    public String purpose() {
        return "Packs Git repositories that were pushed to, each at most once a day";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public String run() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        List<String> due = db.select(REPOSITORY.ID)
                .from(REPOSITORY)
                .where(REPOSITORY.PUSHED_AT.isNotNull())
                .and(REPOSITORY
                        .TIDIED_AT
                        .isNull()
                        .or(REPOSITORY
                                .TIDIED_AT
                                .lt(REPOSITORY.PUSHED_AT)
                                .and(REPOSITORY.TIDIED_AT.lt(now.minusDays(1)))))
                .orderBy(REPOSITORY.TIDIED_AT.asc().nullsFirst())
                .limit(MOST)
                .fetch(REPOSITORY.ID);
        for (String id : due) {
            tidy(id);
            db.update(REPOSITORY)
                    .set(REPOSITORY.TIDIED_AT, now)
                    .set(REPOSITORY.BYTES, folders.size(id))
                    .where(REPOSITORY.ID.eq(id))
                    .execute();
        }
        return "%,d packed".formatted(due.size());
    }

    private void tidy(String id) {
        try (Repository git = folders.open(id)) {
            Git.wrap(git).gc().call();
        } catch (GitAPIException failure) {
            throw new IllegalStateException("Repository %s cannot be packed".formatted(id), failure);
        }
    }
}
