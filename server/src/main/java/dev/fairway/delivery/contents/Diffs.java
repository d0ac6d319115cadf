package dev.fairway.delivery.contents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.util.io.NullOutputStream;
import org.jspecify.annotations.Nullable;

/** Differences between commits, whose size is limited: 300 files, 3,000 lines of each, 20,000 lines together. */
public final class Diffs {

    private static final int MOST_FILES = 300;
    private static final int RENAME_LIMIT = 200;

    private Diffs() {}

    /** @param before null for nothing at all */
    public static CommitDiff between(Repository git, @Nullable RevCommit before, RevCommit after) {
        try (DiffFormatter formatter = formatter(git);
                ObjectReader reader = git.newObjectReader()) {
            List<DiffEntry> entries = formatter.scan(tree(reader, before), tree(reader, after));
            ShownLines lines = new ShownLines(formatter, reader);
            List<FileDiff> files =
                    entries.stream().limit(MOST_FILES).map(lines::of).toList();
            return new CommitDiff(
                    entries.size(),
                    files.stream().mapToInt(FileDiff::added).sum(),
                    files.stream().mapToInt(FileDiff::removed).sum(),
                    entries.size() > MOST_FILES || files.stream().anyMatch(FileDiff::cut),
                    files);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All paths that changed, those before and after a renaming both. */
    public static TreeSet<String> paths(Repository git, @Nullable RevCommit before, RevCommit after) {
        TreeSet<String> paths = new TreeSet<>();
        try (DiffFormatter formatter = formatter(git);
                ObjectReader reader = git.newObjectReader()) {
            formatter.setDetectRenames(false);
            for (DiffEntry entry : formatter.scan(tree(reader, before), tree(reader, after))) {
                paths.add(
                        entry.getChangeType() == DiffEntry.ChangeType.DELETE ? entry.getOldPath() : entry.getNewPath());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return paths;
    }

    private static DiffFormatter formatter(Repository git) {
        DiffFormatter formatter = new DiffFormatter(NullOutputStream.INSTANCE);
        formatter.setRepository(git);
        formatter.setDetectRenames(true);
        formatter.getRenameDetector().setRenameLimit(RENAME_LIMIT);
        return formatter;
    }

    private static AbstractTreeIterator tree(ObjectReader reader, @Nullable RevCommit commit) throws IOException {
        if (commit == null) {
            return new EmptyTreeIterator();
        }
        RevTree tree = commit.getTree();
        return new CanonicalTreeParser(null, reader, tree);
    }
}
