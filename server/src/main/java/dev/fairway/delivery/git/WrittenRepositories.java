package dev.fairway.delivery.git;

import static fairway.tables.delivery.Tables.REPOSITORY;

import dev.fairway.access.Teams;
import dev.fairway.access.Users;
import dev.fairway.delivery.DeliverySettings;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Knows whether whom a repository names is there, and whether its owner may have another one. */
@Component
class WrittenRepositories {

    private final Teams teams;
    private final Users users;
    private final DSLContext db;
    private final int most;

    WrittenRepositories(Teams teams, Users users, DSLContext db, DeliverySettings settings) {
        this.teams = teams;
        this.users = users;
        this.db = db;
        this.most = settings.mostRepositories();
    }

    /** One by one for each owner, until the transaction ends. What belongs to the platform is not counted. */
    void checkRoom(String owner) {
        lock(owner);
        if (!owner.equals(RepositoryName.PLATFORM) && db.fetchCount(REPOSITORY, REPOSITORY.OWNER.eq(owner)) >= most) {
            throw new Conflict(
                    "too_many_repositories",
                    "%s has %,d repositories, which is the most of one owner; delete one, or ask an administrator for a higher FAIRWAY_DELIVERY_MOST_REPOSITORIES"
                            .formatted(owner, most),
                    Map.of("owner", owner, "most", most));
        }
    }

    /** Nobody else gives a name of that owner until the transaction ends. */
    void lock(String owner) {
        db.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", "repositories of " + owner);
    }

    void check(WrittenRepository wanted) {
        String owner = wanted.name().owner();
        if (!owner.equals(RepositoryName.PLATFORM) && teams.find(owner).isEmpty()) {
            throw new InvalidInput(
                    "owner",
                    "\"%s\" is no team; give the name of one, or %s".formatted(owner, RepositoryName.PLATFORM));
        }
        wanted.grants().forEach(this::check);
    }

    private void check(Grant grant) {
        boolean known = switch (grant.kind()) {
            case TEAM -> teams.find(grant.name()).isPresent();
            case USER -> users.find(grant.name()).isPresent();
        };
        if (!known) {
            throw new InvalidInput(
                    "grants",
                    "there is no %s \"%s\"".formatted(grant.kind() == Grant.Kind.TEAM ? "team" : "user", grant.name()));
        }
    }
}
