package dev.fairway.delivery.contents;

import dev.fairway.shared.InvalidInput;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEditor.DeletePath;
import org.eclipse.jgit.dircache.DirCacheEditor.PathEdit;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** The files of a commit, with some of them changed. Nothing is on the disk but Git's objects. */
record ChangedTree(Repository git, @Nullable RevCommit parent) {

    ObjectId with(List<FileChange> changes, ObjectInserter inserter) throws IOException {
        DirCache index = index();
        DirCacheEditor deletions = index.editor();
        changes.stream()
                .filter(change -> change.content() == null)
                .forEach(change -> deletions.add(new DeletePath(change.path())));
        deletions.finish();
        for (FileChange change : changes) {
            byte[] content = change.content();
            if (content != null) {
                refuseToReplaceFolders(index, change.path());
                write(index, change, inserter.insert(Constants.OBJ_BLOB, content));
            }
        }
        return index.writeTree(inserter);
    }

    private DirCache index() throws IOException {
        if (parent == null) {
            return DirCache.newInCore();
        }
        try (ObjectReader reader = git.newObjectReader()) {
            return DirCache.read(reader, parent.getTree());
        }
    }

    private static void write(DirCache index, FileChange change, ObjectId content) {
        DirCacheEditor editor = index.editor();
        editor.add(new PathEdit(change.path()) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setFileMode(change.executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
                entry.setObjectId(content);
            }
        });
        editor.finish();
    }

    /** Git itself would let a file take the place of a whole folder. */
    private static void refuseToReplaceFolders(DirCache index, String path) {
        if (index.getEntriesWithin(path).length > 0 && index.getEntry(path) == null) {
            throw new InvalidInput("path", "\"%s\" is a folder; delete what is in it first".formatted(path));
        }
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            if (index.getEntry(folder) != null) {
                throw new InvalidInput(
                        "path", "\"%s\" cannot be below \"%s\", which is a file".formatted(path, folder));
            }
        }
    }
}
