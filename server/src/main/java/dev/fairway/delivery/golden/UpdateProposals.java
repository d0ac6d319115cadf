package dev.fairway.delivery.golden;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.golden.Use.Proposed;
import dev.fairway.delivery.golden.Use.State;
import dev.fairway.delivery.hosts.BranchCommit;
import dev.fairway.delivery.hosts.GitHost;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostRequest;
import dev.fairway.delivery.hosts.RepositoryAt;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Change requests that bring repositories up to date: one for each at most. The repository is locked. */
@Component
class UpdateProposals {

    private final GitHosts hosts;

    UpdateProposals(GitHosts hosts) {
        this.hosts = hosts;
    }

    /** Proposes an update, unless it would lose something, somebody said no to it, or somebody works on the one before. */
    Use carryOn(RepositoryAt repository, String head, TemplateUpdate update, Use use) {
        Proposed proposed = use.proposed();
        Optional<HostRequest> open = open(repository, proposed);
        boolean isSame = update.target().equals(proposed.target());
        if (open.isPresent() && !open.get().head().equals(proposed.head())) {
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

    private Optional<HostRequest> open(RepositoryAt repository, Proposed proposed) {
        return Optional.ofNullable(proposed.number())
                .flatMap(number -> hosts.of(repository).request(repository, number))
                .filter(HostRequest::isOpen);
    }

    /** Opens the change request, or brings the one that is open up to date. @param head of the default branch */
    Use propose(RepositoryAt repository, String head, TemplateUpdate update, Use use, Actor actor) {
        GitHost host = hosts.of(repository);
        Optional<HostRequest> open = open(repository, use.proposed());
        String branch = open.map(HostRequest::source).orElse(update.branch());
        BranchCommit wanted =
                new BranchCommit(branch, head, BranchCommit.Files.OF_BASE, update.title(), update.changes());
        String proposed = open.map(HostRequest::head)
                .filter(commit -> isThere(repository, commit, update))
                .orElseGet(() -> host.write(repository, wanted, actor));
        HostRequest request = host.propose(
                repository,
                new ChangeRequest.Branches(branch, repository.defaultBranch()),
                new ChangeRequest.Text(update.title(), update.description()),
                actor);
        return use.now(State.UPDATE_OPEN, null, new Proposed(update.target(), request.number(), proposed, null));
    }

    private boolean isThere(RepositoryAt repository, String commit, TemplateUpdate update) {
        GitHost host = hosts.of(repository);
        return update.files().entrySet().stream()
                .allMatch(file -> Objects.equals(
                        file.getValue(),
                        host.text(repository, commit, file.getKey()).orElse(null)));
    }
}
