package dev.fairway.delivery.previews;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.previews.PreviewDemands.ExtendPreviewBody;
import dev.fairway.delivery.previews.PreviewDemands.StartPreviewBody;
import dev.fairway.delivery.previews.PreviewViews.OnePreviewAnswer;
import dev.fairway.delivery.previews.PreviewViews.PreviewStartedAnswer;
import dev.fairway.delivery.previews.PreviewViews.PreviewsAnswer;
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

/** Previews of pull and merge requests at Git hosts outside. */
@RestController
@RequestMapping("/v1/external-repositories/{id}/change-requests/{number}/preview")
class ExternalPreviewController {

    private final ExternalRepositories repositories;
    private final PreviewDemands demands;
    private final PreviewViews views;

    ExternalPreviewController(ExternalRepositories repositories, PreviewDemands demands, PreviewViews views) {
        this.repositories = repositories;
        this.demands = demands;
        this.views = views;
    }

    /** The previews of a change request outside, and what could be tried of one. Its host is not asked. */
    @GetMapping
    @Requires(Permission.MEMBER)
    PreviewsAnswer list(@PathVariable String id, @PathVariable int number, Actor actor) {
        RepositoryAt repository = at(id);
        return new PreviewsAnswer(true, views.of(id, number), demands.services(repository, actor), demands.bases());
    }

    /**
     * Has a change request outside run by itself, or brings what runs of it to another version. It is asked for like a deployment
     * to the environment, and judged by the same rules. The team of the repository may, where the service is of it too.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(Permission.WRITE_REPOSITORIES)
    PreviewStartedAnswer start(
            @PathVariable String id, @PathVariable int number, @RequestBody StartPreviewBody body, Actor actor) {
        return new PreviewStartedAnswer(true, demands.start(at(id), number, body, actor));
    }

    /** Lets a preview live longer, counted from now: two weeks at most. */
    @PostMapping("/extend")
    @Requires(Permission.WRITE_REPOSITORIES)
    OnePreviewAnswer extend(
            @PathVariable String id, @PathVariable int number, @RequestBody ExtendPreviewBody body, Actor actor) {
        return views.answer(demands.extend(at(id), number, body, actor));
    }

    /** Stops a preview: everything of it is taken away. */
    @DeleteMapping
    @Requires(Permission.WRITE_REPOSITORIES)
    OnePreviewAnswer stop(
            @PathVariable String id,
            @PathVariable int number,
            @RequestParam(required = false) @Nullable String service,
            Actor actor) {
        return views.answer(demands.stop(at(id), number, service, actor));
    }

    private RepositoryAt at(String id) {
        return repositories.get(id).at();
    }
}
