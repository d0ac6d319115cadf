package dev.fairway.delivery.changes;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.Choice;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Slice;
import dev.fairway.shared.http.Done;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people and machines say of a change request. */
@RestController
@RequestMapping("/v1/repositories/{owner}/{name}/change-requests/{number}")
class DiscussionController {

    private static final int MOST = 200;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    /** @param next place behind which the next page begins; null on the last */
    record CommentsAnswer(
            boolean ok, List<Comment> comments, @Nullable Long next) {}

    record CommentAnswer(boolean ok, Comment comment) {}

    /** @param side OLD or NEW */
    record LineBody(
            @Nullable String path,
            @Nullable String side,
            @Nullable Integer line,
            @Nullable String commit) {

        Comment.LinePlace place(ChangeRequest request) {
            return new Comment.LinePlace(
                    Objects.requireNonNullElse(path, ""),
                    Choice.of(Comment.Side.class, "at.side", Objects.requireNonNullElse(side, "NEW")),
                    Objects.requireNonNullElse(line, 0),
                    Objects.requireNonNullElse(commit, request.commits().head()));
        }
    }

    /** @param at the line it is about; null for the whole */
    record NewCommentBody(@Nullable String body, @Nullable LineBody at) {}

    record CommentTextBody(@Nullable String body) {}

    /**
     * @param verdict APPROVED or CHANGES_REQUESTED
     * @param commit the head that the reviewer saw; it is refused when there is a newer one
     */
    record NewReviewBody(
            @Nullable String verdict,
            @Nullable String body,
            @Nullable String commit) {}

    /**
     * @param commit the newest one when it is left out
     * @param state PENDING, SUCCESS, FAILURE or SKIPPED
     * @param detailsUrl with http or https
     */
    record CheckBody(
            @Nullable String commit,
            @Nullable String state,
            @Nullable String summary,
            @Nullable String detailsUrl) {}

    private final Repositories repositories;
    private final ChangeRequests requests;
    private final Comments comments;
    private final Reviews reviews;
    private final Checks checks;

    DiscussionController(
            Repositories repositories, ChangeRequests requests, Comments comments, Reviews reviews, Checks checks) {
        this.repositories = repositories;
        this.requests = requests;
        this.comments = comments;
        this.reviews = reviews;
        this.checks = checks;
    }

    /**
     * Comments, the oldest first.
     *
     * @param after place behind which the page begins
     */
    @GetMapping("/comments")
    @Requires(Permission.MEMBER)
    CommentsAnswer comments(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable int number,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "100") int limit) {
        ChangeRequest request = request(owner, name, number);
        Slice<Comment, Long> page = Slice.of(limit, MOST, many -> comments.page(request, after, many), Comment::place);
        return new CommentsAnswer(true, page.items(), page.next());
    }

    /** Says something of the whole or of a line. */
    @PostMapping("/comments")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MEMBER)
    CommentAnswer comment(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable int number,
            @RequestBody NewCommentBody body,
            Actor actor) {
        ChangeRequest request = request(owner, name, number);
        LineBody at = body.at();
        return new CommentAnswer(
                true, comments.add(request, text(body.body()), at == null ? null : at.place(request), actor));
    }

    /** Changes a comment of one's own. */
    @PatchMapping("/comments/{id}")
    @Requires(Permission.MEMBER)
    CommentAnswer editComment(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable int number,
            @PathVariable UUID id,
            @RequestBody CommentTextBody body,
            Actor actor) {
        return new CommentAnswer(true, comments.edit(request(owner, name, number), id, text(body.body()), actor));
    }

    /** Deletes a comment of one's own; administrators delete any. */
    @DeleteMapping("/comments/{id}")
    @Requires(Permission.MEMBER)
    Done deleteComment(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable int number,
            @PathVariable UUID id,
            Actor actor) {
        comments.remove(request(owner, name, number), id, actor);
        return Done.OK;
    }

    /** Writes the one comment of a machine, such as of test results, and replaces it when it is there. */
    @PutMapping("/bot-comments/{key}")
    @Requires(Permission.WRITE_REPOSITORIES)
    Done putBotComment(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable int number,
            @PathVariable String key,
            @RequestBody CommentTextBody body,
            Actor actor) {
        HostedRepository repository = repository(owner, name).requireWriter(actor);
        comments.putBotComment(requests.get(repository, number), key, text(body.body()), actor);
        return Done.OK;
    }

    /** Approves it or asks for changes. Nobody approves what is their own. */
    @PostMapping("/reviews")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MEMBER)
    Done review(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable int number,
            @RequestBody NewReviewBody body,
            Actor actor) {
        Review.Verdict verdict = Choice.of(Review.Verdict.class, "verdict", String.valueOf(body.verdict()));
        reviews.give(request(owner, name, number), new Reviews.Given(verdict, text(body.body()), body.commit()), actor);
        return Done.OK;
    }

    /** Says what a machine found out about a commit. Sending it again is the same as once. */
    @PutMapping("/checks/{check}")
    @Requires(Permission.WRITE_REPOSITORIES)
    Done check(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable int number,
            @PathVariable String check,
            @RequestBody CheckBody body,
            Actor actor) {
        HostedRepository repository = repository(owner, name).requireWriter(actor);
        String commit = Objects.requireNonNullElse(
                body.commit(), requests.get(repository, number).commits().head());
        if (!COMMIT.matcher(commit).matches()) {
            throw new InvalidInput("commit", "\"%s\" is not 40 hexadecimal digits".formatted(commit));
        }
        CheckResult.State state = Choice.of(CheckResult.State.class, "state", String.valueOf(body.state()));
        checks.report(
                repository.id(),
                commit,
                new Checks.Report(check, state, text(body.summary()), body.detailsUrl()),
                actor);
        return Done.OK;
    }

    private static String text(@Nullable String given) {
        return Objects.requireNonNullElse(given, "");
    }

    private ChangeRequest request(String owner, String name, int number) {
        return requests.get(repository(owner, name), number);
    }

    private HostedRepository repository(String owner, String name) {
        return repositories.get(RepositoryName.of(owner, name));
    }
}
