package dev.fairway.delivery.changes;

import dev.fairway.delivery.contents.Contents;
import dev.fairway.delivery.contents.Diffs;
import dev.fairway.delivery.git.GitFolders;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Revisions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.errors.NoMergeBaseException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tries merges out in memory. What came of one is the same for ever, so the latest are remembered. */
@Component
class Trials {

    private static final int MOST_CONFLICTS = 100;
    /** Instead of paths, where two histories cross so often that nobody can say. */
    private static final String EVERYTHING = "*";

    private static final int REMEMBERED = 500;

    private final GitFolders folders;
    private final Contents contents;

    /** What a trial depends on. */
    private record Merged(String repositoryId, String base, String target, String head) {}

    private final Map<Merged, Trial> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Merged, Trial> eldest) {
            return size() > REMEMBERED;
        }
    };

    Trials(GitFolders folders, Contents contents) {
        this.folders = folders;
        this.contents = contents;
    }

    /** Into the target branch as it is now; empty when that is gone. */
    Optional<Trial> of(HostedRepository repository, ChangeRequest request) {
        try (Repository git = folders.open(repository.id())) {
            return Revisions.branch(git, request.branches().target())
                    .map(target -> remembered(repository, git, target, request));
        }
    }

    private Trial remembered(HostedRepository repository, Repository git, RevCommit target, ChangeRequest request) {
        ChangeRequest.Commits commits = request.commits();
        Merged merged = new Merged(repository.id(), commits.base(), target.name(), commits.head());
        synchronized (known) {
            Trial trial = known.get(merged);
            if (trial != null) {
                return trial;
            }
        }
        Trial trial = new Trial(
                merge(git, target, ObjectId.fromString(commits.head())).conflicts(),
                owned(repository, git, target, commits));
        synchronized (known) {
            known.put(merged, trial);
        }
        return trial;
    }

    /** @param tree of the merge; null where there are conflicts */
    record Outcome(@Nullable ObjectId tree, List<String> conflicts) {}

    static Outcome merge(Repository git, ObjectId target, ObjectId head) {
        ResolveMerger merger = (ResolveMerger) MergeStrategy.RECURSIVE.newMerger(git, true);
        try {
            if (merger.merge(target, head)) {
                return new Outcome(merger.getResultTreeId(), List.of());
            }
        } catch (NoMergeBaseException tangled) {
            return new Outcome(null, List.of(EVERYTHING));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        TreeSet<String> paths = new TreeSet<>(merger.getUnmergedPaths());
        if (merger.getFailingPaths() != null) {
            paths.addAll(merger.getFailingPaths().keySet());
        }
        return new Outcome(null, paths.stream().limit(MOST_CONFLICTS).toList());
    }

    /** Owners are read from the target branch, so that nobody makes themselves one. */
    private List<OwnedPaths> owned(
            HostedRepository repository, Repository git, RevCommit target, ChangeRequest.Commits commits) {
        Optional<OwnersFile> file = OwnersFile.PATHS.stream()
                .flatMap(path -> contents.text(repository, new Contents.At(target.name(), path)).stream())
                .findFirst()
                .map(OwnersFile::read);
        if (file.isEmpty()) {
            return List.of();
        }
        Map<String, List<String>> byOwners = new TreeMap<>();
        Map<String, Set<String>> owners = new TreeMap<>();
        for (String path : Diffs.paths(git, Revisions.get(git, commits.base()), Revisions.get(git, commits.head()))) {
            Set<String> of = file.get().of(path);
            if (!of.isEmpty()) {
                String key = String.join(" ", of);
                owners.put(key, of);
                byOwners.computeIfAbsent(key, none -> new ArrayList<>()).add(path);
            }
        }
        return byOwners.entrySet().stream()
                .map(entry -> new OwnedPaths(
                        owners.getOrDefault(entry.getKey(), Set.of()),
                        entry.getValue().getFirst(),
                        entry.getValue().size()))
                .toList();
    }
}
