package dev.fairway.delivery.git;

import static fairway.tables.delivery.Tables.FORMER_NAME;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Names that repositories had. One leads to a repository until another takes it. */
@Repository
class FormerNames {

    private final DSLContext db;
    private final Clock clock;

    FormerNames(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @return id of the repository that had that name last */
    Optional<String> find(RepositoryName name) {
        return db.select(FORMER_NAME.REPOSITORY_ID)
                .from(FORMER_NAME)
                .where(FORMER_NAME.OWNER.eq(name.owner()), FORMER_NAME.NAME.eq(name.name()))
                .fetchOptional(FORMER_NAME.REPOSITORY_ID);
    }

    /** It leads nowhere from now on, as a repository has it. */
    void take(RepositoryName name) {
        db.deleteFrom(FORMER_NAME)
                .where(FORMER_NAME.OWNER.eq(name.owner()), FORMER_NAME.NAME.eq(name.name()))
                .execute();
    }

    void leave(RepositoryName name, String repositoryId) {
        db.insertInto(FORMER_NAME)
                .set(FORMER_NAME.OWNER, name.owner())
                .set(FORMER_NAME.NAME, name.name())
                .set(FORMER_NAME.REPOSITORY_ID, repositoryId)
                .set(FORMER_NAME.RENAMED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** Its team has another name. What another team of that name left behind is forgotten. */
    void move(String before, String after) {
        db.deleteFrom(FORMER_NAME).where(FORMER_NAME.OWNER.eq(after)).execute();
        db.update(FORMER_NAME)
                .set(FORMER_NAME.OWNER, after)
                .where(FORMER_NAME.OWNER.eq(before))
                .execute();
    }
}
