package dev.fairway.delivery.contents;

import dev.fairway.access.Actor;
import dev.fairway.delivery.git.GitFolders;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Revisions;
import dev.fairway.shared.Conflict;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Repository;
import org.springframework.stereotype.Component;

/** Commits that people ask for: what they may not push they may not write here either. */
@Component
class DirectWrites {

    private final Commits commits;
    private final GitFolders folders;

    DirectWrites(Commits commits, GitFolders folders) {
        this.commits = commits;
        this.folders = folders;
    }

    String write(
            HostedRepository repository, Commits.Place place, Actor actor, String message, List<FileChange> changes) {
        if (repository.protection().enabled()
                && place.branch().equals(repository.defaultBranch())
                && isThere(repository, place.branch())) {
            throw new Conflict(
                    "branch_protected",
                    "%s is protected; write to another branch and open a change request from it"
                            .formatted(place.branch()),
                    Map.of("branch", place.branch()));
        }
        return commits.write(repository, place, actor, message, changes);
    }

    private boolean isThere(HostedRepository repository, String branch) {
        try (Repository git = folders.open(repository.id())) {
            return Revisions.branch(git, branch).isPresent();
        }
    }
}
