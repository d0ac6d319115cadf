package dev.fairway.delivery.contents;

import dev.fairway.access.Actor;
import dev.fairway.delivery.git.Branches;
import dev.fairway.delivery.git.GitFolders;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Movements;
import dev.fairway.delivery.git.Revisions;
import dev.fairway.shared.Conflict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Branches and tags by their names. */
@Component
class BranchList {

    private final GitFolders folders;
    private final Movements movements;

    BranchList(GitFolders folders, Movements movements) {
        this.folders = folders;
        this.movements = movements;
    }

    record NamedCommit(String name, CommitLine commit) {}

    /** @param q what the names contain */
    record Wanted(@Nullable String q, @Nullable String after) {

        boolean admits(String name) {
            return (after == null || name.compareTo(after) > 0)
                    && (q == null || name.toLowerCase(Locale.ROOT).contains(q.toLowerCase(Locale.ROOT)));
        }
    }

    List<NamedCommit> branches(HostedRepository repository, Wanted wanted, int limit) {
        return named(repository, Constants.R_HEADS, wanted, limit);
    }

    List<NamedCommit> tags(HostedRepository repository, Wanted wanted, int limit) {
        return named(repository, Constants.R_TAGS, wanted, limit);
    }

    private List<NamedCommit> named(HostedRepository repository, String prefix, Wanted wanted, int limit) {
        try (Repository git = folders.open(repository.id())) {
            return git.getRefDatabase().getRefsByPrefix(prefix).stream()
                    .map(Ref::getName)
                    .map(ref -> ref.substring(prefix.length()))
                    .filter(wanted::admits)
                    .sorted(Comparator.naturalOrder())
                    .map(name -> named(git, prefix, name))
                    .flatMap(Optional::stream)
                    .limit(limit)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<NamedCommit> named(Repository git, String prefix, String name) {
        Optional<RevCommit> commit =
                prefix.equals(Constants.R_HEADS) ? Revisions.branch(git, name) : Revisions.tag(git, name);
        return commit.map(found -> new NamedCommit(name, CommitLine.of(found)));
    }

    void delete(HostedRepository repository, String branch, Actor actor) {
        if (branch.equals(repository.defaultBranch())) {
            throw new Conflict(
                    "default_branch",
                    "\"%s\" is the default branch; choose another one first".formatted(branch),
                    Map.of("branch", branch));
        }
        try (Repository git = folders.open(repository.id())) {
            if (!Branches.delete(git, branch, Revisions.getBranch(git, branch), actor)) {
                throw Branches.moved(branch);
            }
        }
        movements.settle(repository.id(), actor);
    }
}
