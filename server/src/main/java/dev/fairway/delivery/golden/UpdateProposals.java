package dev.fairway.delivery.golden;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.ChangeRequests;
import dev.fairway.delivery.changes.Proposals;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.Commits.Place;
import dev.fairway.delivery.contents.Contents;
import dev.fairway.delivery.contents.Contents.At;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.golden.Use.Proposed;
import dev.fairway.delivery.golden.Use.State;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Change requests that bring repositories up to date: one for each at most. The repository is locked. */
@Component
class UpdateProposals {

    private final Commits commits;
    private final Contents contents;
    private final ChangeRequests requests;
    private final Proposals proposals;

    UpdateProposals(Commits commits, Contents contents, ChangeRequests requests, Proposals proposals) {
        this.commits = commits;
        this.contents = contents;
        this.requests = requests;
        this.proposals = proposals;
    }

    /** Proposes an update, unless it would lose something, somebody said no to it, or somebody works on the one before. */
    Use carryOn(HostedRepository repository, String head, TemplateUpdate update, Use use) {
        Proposed proposed = use.proposed();
        Optional<ChangeRequest> open = open(repository, proposed);
        boolean isSame = update.target().equals(proposed.target());
        if (open.isPresent() && !open.get().commits().head().equals(proposed.head())) {
            return use.now(State.UPDATE_OPEN, "somebody pushed to the change request, so it is left to them", proposed);
        }
        if (!update.isClean()) {
            return open.isPresent() && isSame
                    ? use.now(State.UPDATE_OPEN, null, proposed)
                    : use.clashing(update.clashes(), open.isPresent() ? proposed : proposed.without());
        }
        if (open.isEmpty() && update.target().equals(proposed.declined())) {
            return use.now(State.BEHIND, "the update was closed without being merged", proposed);
        }
        return propose(repository, head, update, use, Actor.SYSTEM);
    }

    private Optional<ChangeRequest> open(HostedRepository repository, Proposed proposed) {
        return Optional.ofNullable(proposed.number())
                .map(number -> requests.get(repository, number))
                .filter(request -> request.state() == ChangeRequest.State.OPEN);
    }

    /** Opens the change request, or brings the one that is open up to date. @param head of the default branch */
    Use propose(HostedRepository repository, String head, TemplateUpdate update, Use use, Actor actor) {
        Optional<ChangeRequest> open = open(repository, use.proposed());
        String branch = open.map(request -> request.branches().source()).orElse(update.branch());
        if (open.isEmpty() || !isThere(repository, branch, update)) {
            commits.write(repository, Place.on(branch).upon(head), actor, update.title(), update.changes());
        }
        ChangeRequest.Text text = new ChangeRequest.Text(update.title(), update.description());
        ChangeRequest.Branches branches = new ChangeRequest.Branches(branch, repository.defaultBranch());
        ChangeRequest request = requests.findOpen(repository, branches)
                .map(found -> proposals.reword(repository, found.number(), text, Actor.SYSTEM))
                .orElseGet(() -> proposals.open(repository, new Proposals.Proposal(text, branches, List.of()), actor));
        return use.now(
                State.UPDATE_OPEN,
                null,
                new Proposed(
                        update.target(), request.number(), request.commits().head(), null));
    }

    private boolean isThere(HostedRepository repository, String branch, TemplateUpdate update) {
        return update.files().entrySet().stream()
                .allMatch(file -> Objects.equals(
                        file.getValue(),
                        contents.text(repository, new At(branch, file.getKey())).orElse(null)));
    }
}
