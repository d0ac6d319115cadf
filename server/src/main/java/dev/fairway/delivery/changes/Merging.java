package dev.fairway.delivery.changes;

import dev.fairway.access.Actor;
import dev.fairway.delivery.contents.Signing;
import dev.fairway.delivery.git.Branches;
import dev.fairway.delivery.git.GitFolders;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Movements;
import dev.fairway.delivery.git.Revisions;
import dev.fairway.shared.Conflict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Merges change requests, those of one repository one after the other. */
@Component
public class Merging {

    private static final int TRIES = 5;

    private final ChangeRequests requests;
    private final MergeDemands demands;
    private final GitFolders folders;
    private final Movements movements;
    private final Signing signing;

    Merging(ChangeRequests requests, MergeDemands demands, GitFolders folders, Movements movements, Signing signing) {
        this.requests = requests;
        this.demands = demands;
        this.folders = folders;
        this.movements = movements;
        this.signing = signing;
    }

    /**
     * Merging it twice is the same as once. Whether the actor may write is judged by whoever calls; approvals and checks are
     * judged here. What a crash leaves between Git and the database is put right when the movement of the branch is told.
     *
     * @throws Conflict {@code branch_moved}, {@code merge_blocked} with the reasons, or {@code merge_conflict} with the paths
     */
    @Transactional
    public ChangeRequest merge(HostedRepository repository, int number, MergeWish wish, Actor actor) {
        movements.lock(repository.id());
        movements.settle(repository.id(), Actor.SYSTEM);
        ChangeRequest request = requests.get(repository, number);
        if (request.state() == ChangeRequest.State.MERGED) {
            return request;
        }
        request.requireOpen();
        if (wish.expectedHead() != null
                && !wish.expectedHead().equals(request.commits().head())) {
            throw Branches.moved(request.branches().source());
        }
        refuseBlocked(request, demands.mergeability(repository, request));
        try (Repository git = folders.open(repository.id())) {
            move(git, request, wish, actor);
            movements.settle(repository.id(), actor);
            if (wish.source() == MergeWish.Source.DELETE
                    && !request.branches().source().equals(repository.defaultBranch())) {
                ObjectId head = ObjectId.fromString(request.commits().head());
                Branches.delete(git, request.branches().source(), head, actor);
                movements.settle(repository.id(), actor);
            }
        }
        return requests.get(repository, number);
    }

    private void move(Repository git, ChangeRequest request, MergeWish wish, Actor actor) {
        String branch = request.branches().target();
        for (int tried = 0; tried < TRIES; tried++) {
            RevCommit target = Revisions.getBranch(git, branch);
            ObjectId commit = commit(git, request, target, wish, actor);
            if (Branches.move(git, branch, target, commit, actor, MergeWish.cause(request))) {
                return;
            }
        }
        throw Branches.moved(branch);
    }

    private ObjectId commit(Repository git, ChangeRequest request, RevCommit target, MergeWish wish, Actor actor) {
        ObjectId head = ObjectId.fromString(request.commits().head());
        Trials.Outcome outcome = Trials.merge(git, target, head);
        if (outcome.tree() == null) {
            throw conflicting(request, outcome.conflicts());
        }
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(outcome.tree());
        commit.setParentIds(
                wish.method() == MergeWish.Method.SQUASH ? List.of(target.copy()) : List.of(target.copy(), head));
        commit.setAuthor(
                wish.method() == MergeWish.Method.SQUASH ? signing.named(request.author()) : signing.person(actor));
        commit.setCommitter(signing.person(actor));
        commit.setMessage(wish.messageFor(request));
        try (ObjectInserter inserter = git.newObjectInserter()) {
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void refuseBlocked(ChangeRequest request, Mergeability mergeability) {
        if (mergeability.state() == Mergeability.State.CONFLICTS) {
            throw conflicting(request, mergeability.conflicts());
        }
        if (mergeability.state() == Mergeability.State.BLOCKED) {
            String reasons = mergeability.reasons().stream()
                    .map(Mergeability.Reason::message)
                    .collect(Collectors.joining("; "));
            throw new Conflict(
                    "merge_blocked",
                    "%s cannot be merged yet: %s".formatted(request.name(), reasons),
                    Map.of("reasons", mergeability.reasons()));
        }
    }

    private static Conflict conflicting(ChangeRequest request, List<String> paths) {
        return new Conflict(
                "merge_conflict",
                "%s changes what %s changed otherwise: %s. Merge %s into %s, settle it there, and push"
                        .formatted(
                                request.name(),
                                request.branches().target(),
                                String.join(", ", paths),
                                request.branches().target(),
                                request.branches().source()),
                Map.of("paths", paths));
    }
}
