package dev.fairway.delivery.changes;

import static fairway.tables.delivery.Tables.CHANGE_REQUEST;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.contents.History;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.Choice;
import dev.fairway.shared.Slice;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1")
class ChangeRequestController {

    private static final int MOST = 100;
    private static final String OF_REPOSITORY = "/repositories/{owner}/{name}/change-requests";
    private static final String ONE = OF_REPOSITORY + "/{number}";

    /** @param next id behind which the next page begins; null on the last */
    record ChangeRequestsAnswer(
            boolean ok,
            List<ChangeRequestView> changeRequests,
            @Nullable Long next) {}

    record ChangeRequestAnswer(boolean ok, ChangeRequestView changeRequest) {}

    /**
     * @param mergeability null once it is merged or closed
     * @param reviews the last one of each reviewer
     * @param checks of the newest commit
     * @param mayMerge whether whoever asks may, once it can be merged
     */
    record WholeChangeRequestAnswer(
            boolean ok,
            ChangeRequestView changeRequest,
            @Nullable Mergeability mergeability,
            List<Reviewers.Reviewer> reviewers,
            List<Review> reviews,
            List<CheckResult> checks,
            boolean mayMerge) {}

    record ChangesAnswer(boolean ok, History.Comparison comparison) {}

    /**
     * @param target the default branch when it is left out
     * @param reviewers e-mails of people who are asked beside the owners of what changes
     */
    record NewChangeRequestBody(
            @Nullable String title,
            @Nullable String description,
            @Nullable String source,
            @Nullable String target,
            @Nullable List<String> reviewers) {

        Proposals.Proposal proposal(HostedRepository repository) {
            return new Proposals.Proposal(
                    new ChangeRequest.Text(
                            Objects.requireNonNullElse(title, ""), Objects.requireNonNullElse(description, "")),
                    new ChangeRequest.Branches(
                            Objects.requireNonNullElse(source, ""),
                            Objects.requireNonNullElse(target, repository.defaultBranch())),
                    Objects.requireNonNullElse(reviewers, List.of()));
        }
    }

    record ChangeRequestTextBody(
            @Nullable String title, @Nullable String description) {}

    /**
     * @param method MERGE or SQUASH
     * @param expectedHead commit that whoever asks looked at
     * @param deleteSource whether the source branch goes
     */
    record MergeBody(
            @Nullable String method,
            @Nullable String expectedHead,
            @Nullable String message,
            @Nullable Boolean deleteSource) {

        MergeWish wish() {
            return new MergeWish(
                    Choice.of(MergeWish.Method.class, "method", Objects.requireNonNullElse(method, "MERGE")),
                    expectedHead,
                    message,
                    Boolean.TRUE.equals(deleteSource) ? MergeWish.Source.DELETE : MergeWish.Source.KEEP);
        }
    }

    private final Repositories repositories;
    private final ChangeRequests requests;
    private final Proposals proposals;
    private final Merging merging;
    private final Standing standing;
    private final History history;

    ChangeRequestController(
            Repositories repositories,
            ChangeRequests requests,
            Proposals proposals,
            Merging merging,
            Standing standing,
            History history) {
        this.repositories = repositories;
        this.requests = requests;
        this.proposals = proposals;
        this.merging = merging;
        this.standing = standing;
        this.history = history;
    }

    /** The newest change requests of all repositories that the filters admit, such as those that wait for whoever asks. */
    @GetMapping("/change-requests")
    @Requires(Permission.MEMBER)
    ChangeRequestsAnswer everywhere(
            ChangeRequestFilter filter,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit,
            Actor actor) {
        return page(filter.conditions(actor), before, limit);
    }

    /** The newest change requests of one repository that the filters admit. */
    @GetMapping(OF_REPOSITORY)
    @Requires(Permission.MEMBER)
    ChangeRequestsAnswer list(
            @PathVariable String owner,
            @PathVariable String name,
            ChangeRequestFilter filter,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit,
            Actor actor) {
        Condition ofRepository =
                CHANGE_REQUEST.REPOSITORY_ID.eq(repository(owner, name).id());
        return page(ofRepository.and(filter.conditions(actor)), before, limit);
    }

    private ChangeRequestsAnswer page(Condition condition, @Nullable Long before, int limit) {
        Slice<ChangeRequest, Long> page =
                Slice.of(limit, MOST, many -> requests.newest(condition, before, many), ChangeRequest::id);
        return new ChangeRequestsAnswer(true, page.map(ChangeRequestView::of), page.next());
    }

    /** Asks for a branch to be merged. Every member may. */
    @PostMapping(OF_REPOSITORY)
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MEMBER)
    ChangeRequestAnswer open(
            @PathVariable String owner,
            @PathVariable String name,
            @RequestBody NewChangeRequestBody body,
            Actor actor) {
        HostedRepository repository = repository(owner, name);
        return answer(proposals.open(repository, body.proposal(repository), actor));
    }

    /** One change request: what it waits for, what people and machines said of it. */
    @GetMapping(ONE)
    @Requires(Permission.MEMBER)
    WholeChangeRequestAnswer get(
            @PathVariable String owner, @PathVariable String name, @PathVariable int number, Actor actor) {
        HostedRepository repository = repository(owner, name);
        ChangeRequest request = requests.get(repository, number);
        return new WholeChangeRequestAnswer(
                true,
                ChangeRequestView.of(request),
                standing.mergeability(repository, request),
                standing.reviewers(request),
                standing.reviews(request),
                standing.checks(request),
                repository.mayWrite(actor));
    }

    /** What it changes: its commits, and their difference in lines. */
    @GetMapping(ONE + "/changes")
    @Requires(Permission.MEMBER)
    ChangesAnswer changes(@PathVariable String owner, @PathVariable String name, @PathVariable int number) {
        HostedRepository repository = repository(owner, name);
        ChangeRequest.Commits commits = requests.get(repository, number).commits();
        return new ChangesAnswer(true, history.compare(repository, commits.base(), commits.head()));
    }

    /** Changes title and description. Its author may, and who may write to the repository. */
    @PatchMapping(ONE)
    @Requires(Permission.MEMBER)
    ChangeRequestAnswer reword(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable int number,
            @RequestBody ChangeRequestTextBody body,
            Actor actor) {
        HostedRepository repository = repository(owner, name);
        ChangeRequest.Text before = requests.get(repository, number).text();
        ChangeRequest.Text text = new ChangeRequest.Text(
                Objects.requireNonNullElse(body.title(), before.title()),
                Objects.requireNonNullElse(body.description(), before.description()));
        return answer(proposals.reword(repository, number, text, actor));
    }

    /** Closes it without merging. Its author may, and who may write to the repository. */
    @PostMapping(ONE + "/close")
    @Requires(Permission.MEMBER)
    ChangeRequestAnswer close(
            @PathVariable String owner, @PathVariable String name, @PathVariable int number, Actor actor) {
        return answer(proposals.close(repository(owner, name), number, actor));
    }

    /** Opens a closed one again, with what its source branch has now. */
    @PostMapping(ONE + "/reopen")
    @Requires(Permission.MEMBER)
    ChangeRequestAnswer reopen(
            @PathVariable String owner, @PathVariable String name, @PathVariable int number, Actor actor) {
        return answer(proposals.reopen(repository(owner, name), number, actor));
    }

    /** Merges it. It is refused with the reasons while it waits for something, and with the paths where branches conflict. */
    @PostMapping(ONE + "/merge")
    @Requires(Permission.WRITE_REPOSITORIES)
    ChangeRequestAnswer merge(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable int number,
            @RequestBody MergeBody body,
            Actor actor) {
        HostedRepository repository = repository(owner, name).requireWriter(actor);
        return answer(merging.merge(repository, number, body.wish(), actor));
    }

    private static ChangeRequestAnswer answer(ChangeRequest request) {
        return new ChangeRequestAnswer(true, ChangeRequestView.of(request));
    }

    private HostedRepository repository(String owner, String name) {
        return repositories.get(RepositoryName.of(owner, name));
    }
}
