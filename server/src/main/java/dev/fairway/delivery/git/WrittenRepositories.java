package dev.fairway.delivery.git;

import dev.fairway.access.Teams;
import dev.fairway.access.Users;
import dev.fairway.shared.InvalidInput;
import org.springframework.stereotype.Component;

/** Knows whether whom a repository names is there. */
@Component
class WrittenRepositories {

    private final Teams teams;
    private final Users users;

    WrittenRepositories(Teams teams, Users users) {
        this.teams = teams;
        this.users = users;
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
