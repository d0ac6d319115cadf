package dev.fairway.delivery.contents;

import java.io.IOException;
import java.util.List;
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
        try (ObjectReader reader = git.newObjectReader()) {
            ChangedFolder top = ChangedFolder.of(reader, parent == null ? null : parent.getTree());
            for (FileChange change : changes) {
                if (change.content() == null) {
                    top.delete(change.path());
                }
            }
            for (FileChange change : changes) {
                byte[] content = change.content();
                if (content != null) {
                    FileMode mode = change.executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
                    top.put(change.path(), mode, inserter.insert(Constants.OBJ_BLOB, content));
                }
            }
            return top.write(inserter);
        }
    }
}
