package dev.fairway.delivery.contents;

import dev.fairway.delivery.git.GitFolders;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Revisions;
import dev.fairway.shared.NotFound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.RevWalkUtils;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Commits, and what changed in them. */
@Component
public class History {

    private static final int MOST_COMMITS = 100;
    private static final int LONGEST_MESSAGE = 10_000;

    private final GitFolders folders;

    History(GitFolders folders) {
        this.folders = folders;
    }

    /** @param diff against its first parent */
    public record WholeCommit(CommitLine commit, String message, List<String> parents, CommitDiff diff) {}

    /**
     * @param base where the two parted; null when they have nothing in common
     * @param ahead how many commits only the second has
     * @param behind how many only the first has
     * @param commits the newest of those that only the second has, at most 100
     * @param diff what the second changed since
     */
    public record Comparison(
            @Nullable String base,
            String from,
            String to,
            int ahead,
            int behind,
            List<CommitLine> commits,
            CommitDiff diff) {}

    /**
     * The newest commits first.
     *
     * @param at with a path, only commits that changed something there
     * @param after commit behind which the page begins
     */
    public List<CommitLine> log(HostedRepository repository, Contents.At at, @Nullable String after, int limit) {
        try (Repository git = folders.open(repository.id());
                RevWalk walk = new RevWalk(git)) {
            walk.markStart(walk.parseCommit(Revisions.get(git, at.ref())));
            if (!at.path().isEmpty()) {
                walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(at.path()), TreeFilter.ANY_DIFF));
            }
            List<CommitLine> page = new ArrayList<>();
            boolean isShown = after == null;
            for (RevCommit commit = walk.next(); commit != null && page.size() < limit; commit = walk.next()) {
                if (isShown) {
                    page.add(CommitLine.of(commit));
                }
                isShown = isShown || commit.name().equals(after);
            }
            return page;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @throws NotFound when there is no such commit */
    public WholeCommit commit(HostedRepository repository, String ref) {
        try (Repository git = folders.open(repository.id());
                RevWalk walk = new RevWalk(git)) {
            RevCommit commit = Revisions.get(git, ref);
            RevCommit parent = commit.getParentCount() == 0 ? null : walk.parseCommit(commit.getParent(0));
            String message = commit.getFullMessage();
            return new WholeCommit(
                    CommitLine.of(commit),
                    message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message,
                    Arrays.stream(commit.getParents()).map(RevCommit::name).toList(),
                    Diffs.between(git, parent, commit));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The commit that a branch began with. */
    public String first(HostedRepository repository, String branch) {
        try (Repository git = folders.open(repository.id());
                RevWalk walk = new RevWalk(git)) {
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.REVERSE, true);
            walk.markStart(walk.parseCommit(Revisions.getBranch(git, branch)));
            return walk.next().name();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @throws NotFound when there is no such commit */
    public void requireCommit(HostedRepository repository, String commit) {
        try (Repository git = folders.open(repository.id())) {
            Revisions.get(git, commit);
        }
    }

    /** When a commit was made; empty where there is none. @param commit in 40 hexadecimal digits */
    public Optional<Instant> madeAt(HostedRepository repository, String commit) {
        try (Repository git = folders.open(repository.id())) {
            return Revisions.find(git, commit)
                    .map(found -> found.getCommitterIdent().getWhenAsInstant());
        }
    }

    /** What the second has that the first has not, since the two parted. */
    public Comparison compare(HostedRepository repository, String from, String to) {
        try (Repository git = folders.open(repository.id());
                RevWalk walk = new RevWalk(git)) {
            RevCommit one = walk.parseCommit(Revisions.get(git, from));
            RevCommit other = walk.parseCommit(Revisions.get(git, to));
            RevCommit base = base(git, one, other).orElse(null);
            List<RevCommit> ahead = RevWalkUtils.find(walk, other, one);
            int behind = RevWalkUtils.count(walk, one, other);
            return new Comparison(
                    base == null ? null : base.name(),
                    one.name(),
                    other.name(),
                    ahead.size(),
                    behind,
                    ahead.stream().limit(MOST_COMMITS).map(CommitLine::of).toList(),
                    Diffs.between(git, base, other));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Paths of all files that two commits do not have alike.
     *
     * @param from null for a commit without files
     */
    public Set<String> changedPaths(HostedRepository repository, @Nullable String from, String to) {
        try (Repository git = folders.open(repository.id())) {
            return Diffs.paths(git, from == null ? null : Revisions.get(git, from), Revisions.get(git, to));
        }
    }

    /** The commit at which two lines parted. */
    public static Optional<RevCommit> base(Repository git, ObjectId one, ObjectId other) {
        try (RevWalk walk = new RevWalk(git)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(one));
            walk.markStart(walk.parseCommit(other));
            RevCommit base = walk.next();
            return base == null ? Optional.empty() : Optional.of(walk.parseCommit(base));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether everything of one commit is in another. */
    public static boolean isIn(Repository git, ObjectId commit, ObjectId other) {
        try (RevWalk walk = new RevWalk(git)) {
            return walk.isMergedInto(walk.parseCommit(commit), walk.parseCommit(other));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
