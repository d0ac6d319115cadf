package dev.fairway.delivery.changes;

import dev.fairway.delivery.Pushed;
import dev.fairway.delivery.contents.History;
import dev.fairway.delivery.git.GitFolders;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.Revisions;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Has open change requests follow their branches, in the transaction that tells of the movement. */
@Component
class PushListener {

    private final ChangeRequests requests;
    private final Reviewers reviewers;
    private final Repositories repositories;
    private final GitFolders folders;
    private final KeptCommits kept;
    private final ApplicationEventPublisher events;

    PushListener(
            ChangeRequests requests,
            Reviewers reviewers,
            Repositories repositories,
            GitFolders folders,
            KeptCommits kept,
            ApplicationEventPublisher events) {
        this.requests = requests;
        this.reviewers = reviewers;
        this.repositories = repositories;
        this.folders = folders;
        this.kept = kept;
        this.events = events;
    }

    @EventListener
    void on(Pushed pushed) {
        String branch = pushed.branch();
        if (branch == null) {
            return;
        }
        for (ChangeRequest request : requests.openAt(pushed.repositoryId(), branch)) {
            follow(request, branch, pushed);
        }
    }

    private void follow(ChangeRequest request, String branch, Pushed pushed) {
        String to = pushed.to();
        if (to == null) {
            requests.closed(request, pushed.actor());
        } else if (branch.equals(request.branches().target())) {
            onTarget(request, to, pushed);
        } else {
            onSource(request, to, pushed.actor());
        }
    }

    /** A merge by Fairway says so in Git's log, so it is recognised also when a crash came between. */
    private void onTarget(ChangeRequest request, String to, Pushed pushed) {
        try (Repository git = folders.open(request.repositoryId())) {
            boolean isMerge = pushed.cause().equals(MergeWish.cause(request));
            if (isMerge || History.isIn(git, id(request.commits().head()), id(to))) {
                merged(request, to, pushed.actor());
            } else {
                move(git, request, to, request.commits().head(), pushed.actor());
            }
        }
    }

    private void onSource(ChangeRequest request, String to, String actor) {
        HostedRepository repository = repositories.byId(request.repositoryId());
        try (Repository git = folders.open(request.repositoryId())) {
            Optional<RevCommit> target =
                    Revisions.branch(git, request.branches().target());
            String at = target.map(RevCommit::name).orElse(null);
            ChangeRequest moved = move(git, request, at, to, actor);
            kept.keep(moved);
            reviewers.askOwners(repository, moved);
        }
    }

    private ChangeRequest move(
            Repository git, ChangeRequest request, @Nullable String target, String head, String actor) {
        String base = target == null
                ? request.commits().base()
                : History.base(git, id(target), id(head))
                        .map(RevCommit::name)
                        .orElse(request.commits().base());
        ChangeRequest.Commits commits = new ChangeRequest.Commits(base, head, null);
        return commits.equals(request.commits()) ? request : requests.moved(request, commits, actor);
    }

    private void merged(ChangeRequest request, String commit, String actor) {
        ChangeRequest merged = requests.merged(request, commit, actor);
        events.publishEvent(
                ChangeNotice.of(merged, "merged", "", ChangeNotice.people(Set.of(merged.author()), actor), actor));
    }

    private static ObjectId id(String commit) {
        return ObjectId.fromString(commit);
    }
}
