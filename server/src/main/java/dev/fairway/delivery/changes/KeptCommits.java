package dev.fairway.delivery.changes;

import dev.fairway.delivery.git.GitFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.springframework.stereotype.Component;

/** Keeps the commits of a change request in its repository, also when its branch is deleted or rewritten. */
@Component
class KeptCommits {

    private final GitFolders folders;

    KeptCommits(GitFolders folders) {
        this.folders = folders;
    }

    void keep(ChangeRequest request) {
        String head = request.commits().head();
        try (Repository git = folders.open(request.repositoryId())) {
            RefUpdate update =
                    git.updateRef("%s%d/%s".formatted(GitFolders.CHANGES, request.number(), head.substring(0, 12)));
            update.setNewObjectId(ObjectId.fromString(head));
            update.disableRefLog();
            update.forceUpdate();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
