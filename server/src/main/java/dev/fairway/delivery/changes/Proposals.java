package dev.fairway.delivery.changes;

import dev.fairway.access.Actor;
import dev.fairway.delivery.contents.History;
import dev.fairway.delivery.git.GitFolders;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Movements;
import dev.fairway.delivery.git.Revisions;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Refused;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens change requests, words them anew, closes and reopens them. */
@Component
public class Proposals {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 20_000;

    private final ChangeRequests requests;
    private final Reviewers reviewers;
    private final GitFolders folders;
    private final Movements movements;
    private final KeptCommits kept;
    private final ApplicationEventPublisher events;

    Proposals(
            ChangeRequests requests,
            Reviewers reviewers,
            GitFolders folders,
            Movements movements,
            KeptCommits kept,
            ApplicationEventPublisher events) {
        this.requests = requests;
        this.reviewers = reviewers;
        this.folders = folders;
        this.movements = movements;
        this.kept = kept;
        this.events = events;
    }

    /** @param reviewers e-mails of people who are asked beside the owners */
    public record Proposal(ChangeRequest.Text text, ChangeRequest.Branches branches, List<String> reviewers) {
        public Proposal {
            check(text);
            if (branches.source().equals(branches.target())) {
                throw new InvalidInput(
                        "source", "\"%s\" is the target as well; merge another branch".formatted(branches.source()));
            }
        }
    }

    /**
     * Opens a change request. Every member may.
     *
     * @throws Conflict {@code already_open} when there is one between the two branches; the number is in its details
     */
    @Transactional
    public ChangeRequest open(HostedRepository repository, Proposal proposal, Actor author) {
        movements.lock(repository.id());
        requests.findOpen(repository, proposal.branches()).ifPresent(open -> {
            throw alreadyOpen(open);
        });
        ChangeRequest.Commits commits = commits(repository, proposal.branches());
        ChangeRequest opened = requests.insert(repository, proposal.text(), proposal.branches(), commits, author);
        kept.keep(opened);
        reviewers.ask(repository, opened, proposal.reviewers());
        events.publishEvent(
                ChangeNotice.of(opened, "opened", "", reviewers.addressees(opened, author.name()), author.name()));
        return opened;
    }

    private static Conflict alreadyOpen(ChangeRequest open) {
        return new Conflict(
                "already_open",
                "%s is open between these two branches already; push to %s to change it"
                        .formatted(open.name(), open.branches().source()),
                Map.of("number", open.number()));
    }

    private ChangeRequest.Commits commits(HostedRepository repository, ChangeRequest.Branches branches) {
        try (Repository git = folders.open(repository.id())) {
            RevCommit target = Revisions.getBranch(git, branches.target());
            RevCommit head = Revisions.getBranch(git, branches.source());
            RevCommit base = History.base(git, target, head)
                    .orElseThrow(() -> new InvalidInput(
                            "source",
                            "\"%s\" and \"%s\" have no commit in common"
                                    .formatted(branches.source(), branches.target())));
            if (base.equals(head)) {
                throw new InvalidInput(
                        "source",
                        "everything of \"%s\" is in \"%s\" already".formatted(branches.source(), branches.target()));
            }
            return new ChangeRequest.Commits(base.name(), head.name(), null);
        }
    }

    @Transactional
    public ChangeRequest reword(HostedRepository repository, int number, ChangeRequest.Text text, Actor actor) {
        movements.lock(repository.id());
        check(text);
        ChangeRequest before = requireAuthor(repository, requests.get(repository, number), actor);
        return before.text().equals(text) ? before : requests.reword(before, text, actor);
    }

    /** Without merging it. Closing it twice is the same as once. */
    @Transactional
    public ChangeRequest close(HostedRepository repository, int number, Actor actor) {
        movements.lock(repository.id());
        ChangeRequest before = requireAuthor(repository, requests.get(repository, number), actor);
        if (before.state() == ChangeRequest.State.CLOSED) {
            return before;
        }
        ChangeRequest closed = requests.closed(before.requireOpen(), actor.name());
        events.publishEvent(ChangeNotice.of(
                closed,
                "closed",
                String.valueOf(closed.times().endedAt()),
                ChangeNotice.people(Set.of(closed.author()), actor.name()),
                actor.name()));
        return closed;
    }

    /** With what its source branch has now. */
    @Transactional
    ChangeRequest reopen(HostedRepository repository, int number, Actor actor) {
        movements.lock(repository.id());
        ChangeRequest before = requireAuthor(repository, requests.get(repository, number), actor);
        if (before.state() == ChangeRequest.State.OPEN) {
            return before;
        }
        if (before.state() == ChangeRequest.State.MERGED) {
            throw new Conflict(
                    "not_closed",
                    "%s is merged and cannot be reopened; open another one".formatted(before.name()),
                    Map.of("state", before.state()));
        }
        requests.findOpen(repository, before.branches()).ifPresent(open -> {
            throw alreadyOpen(open);
        });
        ChangeRequest open = requests.reopened(before, commits(repository, before.branches()), actor.name());
        kept.keep(open);
        reviewers.askOwners(repository, open);
        return open;
    }

    private static ChangeRequest requireAuthor(HostedRepository repository, ChangeRequest request, Actor actor) {
        if (!actor.name().equals(request.author()) && !repository.mayWrite(actor)) {
            throw new Refused("Only %s and those who may write to %s may change %s"
                    .formatted(request.author(), repository.name(), request.name()));
        }
        return request;
    }

    private static void check(ChangeRequest.Text text) {
        if (text.title().isBlank() || text.title().length() > LONGEST_TITLE) {
            throw new InvalidInput("title", "has 1 to %d characters".formatted(LONGEST_TITLE));
        }
        if (text.description().length() > LONGEST_DESCRIPTION) {
            throw new InvalidInput("description", "has at most %,d characters".formatted(LONGEST_DESCRIPTION));
        }
    }
}
