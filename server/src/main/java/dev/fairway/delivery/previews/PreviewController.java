package dev.fairway.delivery.previews;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.ChangeRequests;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.previews.PreviewDemands.ExtendPreviewBody;
import dev.fairway.delivery.previews.PreviewDemands.StartPreviewBody;
import dev.fairway.delivery.previews.PreviewViews.OnePreviewAnswer;
import dev.fairway.delivery.previews.PreviewViews.PreviewStartedAnswer;
import dev.fairway.delivery.previews.PreviewViews.PreviewsAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Previews of change requests. */
@RestController
@RequestMapping("/v1/repositories/{owner}/{name}/change-requests/{number}/preview")
class PreviewController {

    private final Repositories repositories;
    private final ChangeRequests requests;
    private final PreviewDemands demands;
    private final PreviewViews views;

    PreviewController(Repositories repositories, ChangeRequests requests, PreviewDemands demands, PreviewViews views) {
        this.repositories = repositories;
        this.requests = requests;
        this.demands = demands;
        this.views = views;
    }

    /** The previews of a change request, and what could be tried of it. */
    @GetMapping
    @Requires(Permission.MEMBER)
    PreviewsAnswer list(@PathVariable String owner, @PathVariable String name, @PathVariable int number, Actor actor) {
        HostedRepository repository = repositories.get(RepositoryName.of(owner, name));
        ChangeRequest request = requests.get(repository, number);
        List<String> triable = request.state() == ChangeRequest.State.OPEN
                ? demands.services(RepositoryAt.of(repository), actor)
                : List.of();
        return new PreviewsAnswer(true, views.of(repository.id(), number), triable, demands.bases());
    }

    /**
     * Has a change request run by itself, or brings what runs of it to another version. It is asked for like a deployment to the
     * environment, and judged by the same rules. Who may write to the repository and belongs to the team of the service may.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(Permission.WRITE_REPOSITORIES)
    PreviewStartedAnswer start(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable int number,
            @RequestBody StartPreviewBody body,
            Actor actor) {
        return new PreviewStartedAnswer(true, demands.start(at(owner, name), number, body, actor));
    }

    /** Lets a preview live longer, counted from now: two weeks at most. */
    @PostMapping("/extend")
    @Requires(Permission.WRITE_REPOSITORIES)
    OnePreviewAnswer extend(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable int number,
            @RequestBody ExtendPreviewBody body,
            Actor actor) {
        return views.answer(demands.extend(at(owner, name), number, body, actor));
    }

    /** Stops a preview: everything of it is taken away. */
    @DeleteMapping
    @Requires(Permission.WRITE_REPOSITORIES)
    OnePreviewAnswer stop(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable int number,
            @RequestParam(required = false) @Nullable String service,
            Actor actor) {
        return views.answer(demands.stop(at(owner, name), number, service, actor));
    }

    private RepositoryAt at(String owner, String name) {
        return RepositoryAt.of(repositories.get(RepositoryName.of(owner, name)));
    }
}
