package dev.fairway.delivery.hosts;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.ChangeRequests;
import dev.fairway.delivery.changes.Checks;
import dev.fairway.delivery.changes.Comments;
import dev.fairway.delivery.changes.Proposals;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.Commits.Place;
import dev.fairway.delivery.contents.Contents;
import dev.fairway.delivery.contents.Contents.At;
import dev.fairway.delivery.contents.History;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The repositories that Fairway hosts itself. */
@Component
class EmbeddedHost implements GitHost {

    private final Repositories repositories;
    private final Contents contents;
    private final History history;
    private final Commits commits;
    private final ChangeRequests requests;
    private final Proposals proposals;
    private final Notes notes;

    /** What is said of change requests and commits. */
    @Component
    static class Notes {

        private final Comments comments;
        private final Checks checks;

        Notes(Comments comments, Checks checks) {
            this.comments = comments;
            this.checks = checks;
        }
    }

    EmbeddedHost(
            Repositories repositories,
            Contents contents,
            History history,
            Commits commits,
            ChangeRequests requests,
            Proposals proposals,
            Notes notes) {
        this.repositories = repositories;
        this.contents = contents;
        this.history = history;
        this.commits = commits;
        this.requests = requests;
        this.proposals = proposals;
        this.notes = notes;
    }

    private HostedRepository hosted(RepositoryAt repository) {
        return repositories.byId(repository.id());
    }

    @Override
    public Optional<String> head(RepositoryAt repository, String branch) {
        return contents.head(hosted(repository), branch);
    }

    @Override
    public boolean hasCommit(RepositoryAt repository, String commit) {
        try {
            history.requireCommit(hosted(repository), commit);
            return true;
        } catch (NotFound none) {
            return false;
        }
    }

    @Override
    public Optional<Instant> madeAt(RepositoryAt repository, String commit) {
        return history.madeAt(hosted(repository), commit);
    }

    @Override
    public Set<String> files(RepositoryAt repository, String commit) {
        Set<String> files = history.changedPaths(hosted(repository), null, commit);
        if (files.size() > MOST_FILES) {
            throw new InvalidInput(
                    "repository", "has %,d files; up to %,d are looked at".formatted(files.size(), MOST_FILES));
        }
        return files;
    }

    @Override
    public Optional<String> text(RepositoryAt repository, String commit, String path) {
        return contents.text(hosted(repository), new At(commit, path));
    }

    @Override
    public String write(RepositoryAt repository, BranchCommit wanted, Actor author) {
        Place branch = Place.on(wanted.branch());
        Place place = wanted.files() == BranchCommit.Files.OF_BASE
                ? branch.upon(wanted.base())
                : branch.beginningAt(wanted.base());
        return commits.write(hosted(repository), place, author, wanted.message(), wanted.changes());
    }

    @Override
    public HostRequest propose(
            RepositoryAt repository, ChangeRequest.Branches branches, ChangeRequest.Text text, Actor author) {
        HostedRepository hosted = hosted(repository);
        return request(requests.findOpen(hosted, branches)
                .map(open -> proposals.reword(hosted, open.number(), text, Actor.SYSTEM))
                .orElseGet(() -> proposals.open(hosted, new Proposals.Proposal(text, branches, List.of()), author)));
    }

    @Override
    public Optional<HostRequest> request(RepositoryAt repository, int number) {
        return Optional.of(request(requests.get(hosted(repository), number)));
    }

    private static HostRequest request(ChangeRequest request) {
        return new HostRequest(
                request.number(),
                request.name(),
                "/repositories/%s/change-requests/%d".formatted(request.repository(), request.number()),
                request.branches().source(),
                request.commits().head(),
                request.state());
    }

    @Override
    public List<Integer> openWith(RepositoryAt repository, String commit) {
        return requests.openWith(repository.id(), commit).stream()
                .map(ChangeRequest::number)
                .toList();
    }

    @Override
    public void putComment(RepositoryAt repository, int number, String key, String markdown, Actor author) {
        notes.comments.putBotComment(requests.get(hosted(repository), number), key, markdown, author);
    }

    @Override
    public void putCheck(RepositoryAt repository, String commit, Checks.Report report, Actor reporter) {
        notes.checks.report(repository.id(), commit, report, reporter);
    }
}
