package dev.fairway.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEditor.DeletePath;
import org.eclipse.jgit.dircache.DirCacheEditor.PathEdit;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** A repository in memory, with real commits, for servers that stand for GitHub and GitLab. */
final class ModelRepository {

    /** Of all commits. */
    static final Instant MADE_AT = Instant.parse("2026-01-05T08:00:00Z");

    private static final PersonIdent SOMEBODY =
            new PersonIdent("Harbor lead", "harbor-lead@example.com", MADE_AT, ZoneOffset.UTC);

    private final Repository git = new InMemoryRepository(new DfsRepositoryDescription("model"));
    private final Map<String, ObjectId> branches = new TreeMap<>();

    Optional<String> head(String branch) {
        return Optional.ofNullable(branches.get(branch)).map(ObjectId::name);
    }

    /** The commit that a name of a branch or its digits mean. */
    Optional<String> commit(String ref) {
        return head(ref).or(() -> exists(ref) ? Optional.of(ref) : Optional.empty());
    }

    private boolean exists(String commit) {
        try (RevWalk walk = new RevWalk(git)) {
            walk.parseCommit(ObjectId.fromString(commit));
            return true;
        } catch (IOException | RuntimeException none) {
            return false;
        }
    }

    /** Moves a branch. @return whether it did: not where commits would be lost */
    boolean move(String branch, String commit) {
        ObjectId before = branches.get(branch);
        try (RevWalk walk = new RevWalk(git)) {
            RevCommit after = walk.parseCommit(ObjectId.fromString(commit));
            if (before != null && !walk.isMergedInto(walk.parseCommit(before), after)) {
                return false;
            }
            branches.put(branch, after.copy());
            RefUpdate update = git.updateRef("refs/heads/" + branch);
            update.setNewObjectId(after);
            update.forceUpdate();
            return true;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void delete(String branch) {
        branches.remove(branch);
    }

    /** What a developer pushes. @param files texts by path; null deletes */
    String push(String branch, Map<String, @Nullable String> files) {
        String parent = head(branch).orElse(null);
        String tree = tree(parent == null ? null : treeOf(parent), files);
        String commit = commit(tree, parent == null ? List.of() : List.of(parent), "Change " + files.keySet());
        move(branch, commit);
        return commit;
    }

    String treeOf(String commit) {
        try (RevWalk walk = new RevWalk(git)) {
            return walk.parseCommit(ObjectId.fromString(commit)).getTree().name();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @param base tree whose files it begins with */
    String tree(@Nullable String base, Map<String, @Nullable String> files) {
        try (ObjectReader reader = git.newObjectReader();
                ObjectInserter inserter = git.newObjectInserter()) {
            DirCache index = base == null ? DirCache.newInCore() : DirCache.read(reader, ObjectId.fromString(base));
            DirCacheEditor editor = index.editor();
            for (Map.Entry<String, @Nullable String> file : files.entrySet()) {
                String text = file.getValue();
                editor.add(text == null ? new DeletePath(file.getKey()) : written(file.getKey(), text, inserter));
            }
            editor.finish();
            ObjectId tree = index.writeTree(inserter);
            inserter.flush();
            return tree.name();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static PathEdit written(String path, String text, ObjectInserter inserter) throws IOException {
        ObjectId blob = inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
        return new PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(blob);
            }
        };
    }

    String commit(String tree, List<String> parents, String message) {
        try (ObjectInserter inserter = git.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(ObjectId.fromString(tree));
            commit.setParentIds(parents.stream().map(ObjectId::fromString).toList());
            commit.setAuthor(SOMEBODY);
            commit.setCommitter(SOMEBODY);
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id.name();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<String> parentsOf(String commit) {
        try (RevWalk walk = new RevWalk(git)) {
            List<String> parents = new ArrayList<>();
            for (RevCommit parent :
                    walk.parseCommit(ObjectId.fromString(commit)).getParents()) {
                parents.add(parent.name());
            }
            return parents;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ids of all files by path. */
    Map<String, String> files(String commit) {
        Map<String, String> files = new TreeMap<>();
        try (TreeWalk walk = new TreeWalk(git)) {
            walk.addTree(ObjectId.fromString(treeOf(commit)));
            walk.setRecursive(true);
            while (walk.next()) {
                files.put(walk.getPathString(), walk.getObjectId(0).name());
            }
            return files;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Optional<String> text(String ref, String path) {
        return commit(ref).map(commit -> files(commit).get(path)).map(this::blob);
    }

    private String blob(String id) {
        try {
            return new String(git.open(ObjectId.fromString(id)).getBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
