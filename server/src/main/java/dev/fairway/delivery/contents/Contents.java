package dev.fairway.delivery.contents;

import dev.fairway.delivery.git.GitFolders;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Revisions;
import dev.fairway.shared.NotFound;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Folders and files as they are at a commit. */
@Component
public class Contents {

    private static final int LARGEST_TEXT = 1024 * 1024;

    private final GitFolders folders;

    Contents(GitFolders folders) {
        this.folders = folders;
    }

    public enum EntryKind {
        FOLDER,
        FILE,
        EXECUTABLE,
        /** Its content is the path that it leads to, which nobody follows here. */
        LINK,
        SUBMODULE;

        static EntryKind of(FileMode mode) {
            if (mode == FileMode.TREE) {
                return FOLDER;
            }
            if (mode == FileMode.GITLINK) {
                return SUBMODULE;
            }
            if (mode == FileMode.SYMLINK) {
                return LINK;
            }
            return mode == FileMode.EXECUTABLE_FILE ? EXECUTABLE : FILE;
        }
    }

    /** @param lastCommit that changed it; null when that is too long ago to be looked for */
    public record TreeEntry(
            String name, EntryKind kind, @Nullable CommitLine lastCommit) {}

    /** A page of a folder. @param more whether there are further ones */
    public record Folder(String commit, List<TreeEntry> entries, boolean more) {}

    /**
     * @param bytes size of the whole
     * @param text null when it is binary or too large
     */
    public record FileText(
            String commit,
            String path,
            EntryKind kind,
            long bytes,
            boolean binary,
            boolean tooLarge,
            @Nullable String text) {}

    /** Where somebody looks. @param ref name of a branch or tag, or a commit; @param path empty for the top */
    public record At(String ref, String path) {}

    /**
     * @param after name of the entry behind which the page begins
     * @throws NotFound when there is no such commit, or no folder at the path
     */
    public Folder folder(HostedRepository repository, At at, @Nullable String after, int limit) {
        try (Repository git = folders.open(repository.id())) {
            RevCommit commit = Revisions.get(git, at.ref());
            ObjectId tree = tree(git, commit, at.path()).orElseThrow(() -> new NotFound("folder", "path", at.path()));
            List<TreeEntry> named = entries(git, tree, after, limit + 1);
            List<TreeEntry> page = named.stream().limit(limit).toList();
            Map<String, CommitLine> last = new LastChanges(git, at.path()).of(commit, page);
            return new Folder(
                    commit.name(),
                    page.stream()
                            .map(entry -> new TreeEntry(entry.name(), entry.kind(), last.get(entry.name())))
                            .toList(),
                    named.size() > limit);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @throws NotFound when there is no such commit, or no file at the path */
    public FileText file(HostedRepository repository, At at) {
        try (Repository git = folders.open(repository.id())) {
            RevCommit commit = Revisions.get(git, at.ref());
            Found found = found(git, commit, at.path()).orElseThrow(() -> new NotFound("file", "path", at.path()));
            ObjectLoader content = git.open(found.id());
            boolean tooLarge = content.getSize() > LARGEST_TEXT;
            byte[] bytes = tooLarge ? new byte[0] : content.getCachedBytes(LARGEST_TEXT);
            boolean binary = RawText.isBinary(bytes, bytes.length, true);
            return new FileText(
                    commit.name(),
                    at.path(),
                    found.kind(),
                    content.getSize(),
                    binary,
                    tooLarge,
                    tooLarge || binary ? null : new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The newest commit of a branch; empty when it is not there. */
    public Optional<String> head(HostedRepository repository, String branch) {
        try (Repository git = folders.open(repository.id())) {
            return Revisions.branch(git, branch).map(RevCommit::name);
        }
    }

    /** The text of a file on a branch; empty when there is neither, or it is not text of at most 1 MiB. */
    public Optional<String> text(HostedRepository repository, At at) {
        try {
            return Optional.ofNullable(file(repository, at).text());
        } catch (NotFound none) {
            return Optional.empty();
        }
    }

    interface Sink {
        OutputStream open(long bytes) throws IOException;
    }

    /** Copies a file as it is. */
    void copy(HostedRepository repository, At at, Sink sink) {
        try (Repository git = folders.open(repository.id())) {
            Found found = found(git, Revisions.get(git, at.ref()), at.path())
                    .orElseThrow(() -> new NotFound("file", "path", at.path()));
            ObjectLoader content = git.open(found.id());
            content.copyTo(sink.open(content.getSize()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private record Found(ObjectId id, EntryKind kind) {}

    private static Optional<Found> found(Repository git, RevCommit commit, String path) throws IOException {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try (TreeWalk walk = TreeWalk.forPath(git, path, commit.getTree())) {
            if (walk == null) {
                return Optional.empty();
            }
            EntryKind kind = EntryKind.of(walk.getFileMode());
            return kind == EntryKind.FOLDER || kind == EntryKind.SUBMODULE
                    ? Optional.empty()
                    : Optional.of(new Found(walk.getObjectId(0), kind));
        }
    }

    static Optional<ObjectId> tree(Repository git, RevCommit commit, String path) throws IOException {
        if (path.isEmpty()) {
            return Optional.of(commit.getTree());
        }
        try (TreeWalk walk = TreeWalk.forPath(git, path, commit.getTree())) {
            return walk == null || walk.getFileMode() != FileMode.TREE
                    ? Optional.empty()
                    : Optional.of(walk.getObjectId(0));
        }
    }

    private static List<TreeEntry> entries(Repository git, ObjectId tree, @Nullable String after, int limit)
            throws IOException {
        List<TreeEntry> entries = new ArrayList<>();
        boolean isShown = after == null;
        try (TreeWalk walk = new TreeWalk(git)) {
            walk.addTree(tree);
            while (entries.size() < limit && walk.next()) {
                if (isShown) {
                    entries.add(new TreeEntry(walk.getNameString(), EntryKind.of(walk.getFileMode()), null));
                }
                isShown = isShown || walk.getNameString().equals(after);
            }
        }
        return entries;
    }
}
