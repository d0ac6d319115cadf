package dev.fairway.delivery.changes;

import dev.fairway.delivery.git.GitFolders;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Revisions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What would be on the target branch after a merge, for whoever judges it before. */
@Component
public class Outlooks {

    private final GitFolders folders;

    Outlooks(GitFolders folders) {
        this.folders = folders;
    }

    /**
     * @param target newest commit of the target branch
     * @param merged a commit on no branch, which Git tidies away later; null where there are conflicts
     * @param conflicts paths that both changed differently, at most 100
     */
    public record Outlook(String target, @Nullable String merged, List<String> conflicts) {}

    /** Empty when the target branch is gone. */
    public Optional<Outlook> of(HostedRepository repository, ChangeRequest request) {
        try (Repository git = folders.open(repository.id())) {
            return Revisions.branch(git, request.branches().target()).map(target -> outlook(git, target, request));
        }
    }

    private static Outlook outlook(Repository git, RevCommit target, ChangeRequest request) {
        RevCommit head = Revisions.get(git, request.commits().head());
        Trials.Outcome outcome = Trials.merge(git, target, head);
        ObjectId tree = outcome.tree();
        return new Outlook(target.name(), tree == null ? null : commit(git, tree, target, head), outcome.conflicts());
    }

    /** The same one whenever it is made again. */
    private static String commit(Repository git, ObjectId tree, RevCommit target, RevCommit head) {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(List.of(target, head));
        commit.setAuthor(head.getAuthorIdent());
        commit.setCommitter(head.getCommitterIdent());
        commit.setMessage("What a merge would make");
        try (ObjectInserter inserter = git.newObjectInserter()) {
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id.name();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
