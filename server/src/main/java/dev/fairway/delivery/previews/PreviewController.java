package dev.fairway.delivery.previews;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.ChangeRequests;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.previews.Preview.State;
import dev.fairway.delivery.releases.DeployEnvironment;
import dev.fairway.delivery.releases.Environments;
import dev.fairway.delivery.releases.Release;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.delivery.releases.Service;
import dev.fairway.selfservice.spi.Requesting;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import tools.jackson.databind.node.ObjectNode;

/** Previews of change requests. */
@RestController
@RequestMapping("/v1/repositories/{owner}/{name}/change-requests/{number}/preview")
class PreviewController {

    private static final int USUAL_HOURS = 72;

    /**
     * @param environment that it is tried in
     * @param domain where it is reached; null for none
     * @param release how its newest release stands; null where there is none
     * @param tag of the image of that
     * @param commit of the source of that, where it is known
     * @param message a sentence on how it is
     */
    record PreviewView(
            String service,
            String environment,
            State state,
            @Nullable String domain,
            String namespace,
            Release.@Nullable State release,
            @Nullable String tag,
            @Nullable String digest,
            @Nullable String commit,
            String message,
            Instant endsAt,
            String createdBy,
            Instant createdAt,
            @Nullable Instant endedAt) {}

    /**
     * @param services that come from the repository, and may be tried by whoever asks
     * @param environments that change requests are tried in
     */
    record PreviewsAnswer(boolean ok, List<PreviewView> previews, List<String> services, List<String> environments) {}

    /** @param run id of the request, which may still wait for somebody's approval */
    record PreviewStartedAnswer(boolean ok, String run) {}

    record OnePreviewAnswer(boolean ok, PreviewView preview) {}

    /**
     * @param service the only one of the repository where it is left out
     * @param environment the first that change requests are tried in where it is left out
     * @param tag of the image; the newest commit where it is left out
     * @param digest what the build reported of that tag where it is left out
     */
    record StartPreviewBody(
            @Nullable String service,
            @Nullable String environment,
            @Nullable String tag,
            @Nullable String digest) {}

    /** @param hours from now, 1 to 336; 72 where it is left out */
    record ExtendPreviewBody(
            @Nullable String service, @Nullable Integer hours) {}

    private final Repositories repositories;
    private final ChangeRequests requests;
    private final Previews previews;
    private final Environments environments;
    private final Releases releases;
    private final EndPreview ending;
    private final PreviewLives lives;
    private final Requesting requesting;

    PreviewController(
            Repositories repositories,
            ChangeRequests requests,
            Previews previews,
            Environments environments,
            Releases releases,
            EndPreview ending,
            PreviewLives lives,
            Requesting requesting) {
        this.repositories = repositories;
        this.requests = requests;
        this.previews = previews;
        this.environments = environments;
        this.releases = releases;
        this.ending = ending;
        this.lives = lives;
        this.requesting = requesting;
    }

    /** The previews of a change request, and what could be tried of it. */
    @GetMapping
    @Requires(Permission.MEMBER)
    PreviewsAnswer list(@PathVariable String owner, @PathVariable String name, @PathVariable int number, Actor actor) {
        HostedRepository repository = repositories.get(RepositoryName.of(owner, name));
        ChangeRequest request = requests.get(repository, number);
        List<String> triable = repository.mayWrite(actor) && request.state() == ChangeRequest.State.OPEN
                ? previews.services(repository.name().toString()).stream()
                        .filter(service -> isOf(releases.getService(service), actor))
                        .toList()
                : List.of();
        return new PreviewsAnswer(
                true,
                previews.of(repository.id(), number).stream().map(this::view).toList(),
                triable,
                bases());
    }

    private List<String> bases() {
        return environments.all().stream()
                .filter(environment -> environment.previews() != null)
                .map(DeployEnvironment::name)
                .toList();
    }

    private static boolean isOf(Service service, Actor actor) {
        return actor.isAdmin() || actor.teams().contains(service.team());
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
        HostedRepository repository =
                repositories.get(RepositoryName.of(owner, name)).requireWriter(actor);
        ChangeRequest request = requests.get(repository, number);
        Service service = service(repository, body.service(), actor);
        ObjectNode inputs = Json.object()
                .put("service", service.name())
                .put("environment", environment(body.environment()))
                .put("preview", true)
                .put("change", number);
        if (body.tag() == null) {
            String head = request.commits().head();
            inputs.put("tag", head).put("commit", head);
        } else {
            inputs.put("tag", body.tag());
        }
        if (body.digest() != null) {
            inputs.put("digest", body.digest());
        }
        return new PreviewStartedAnswer(true, requesting.ask("deploy_service", null, inputs, actor));
    }

    private String environment(@Nullable String wanted) {
        List<String> bases = bases();
        if (wanted != null) {
            return wanted;
        }
        if (bases.isEmpty()) {
            throw new InvalidInput(
                    "environment", "change requests are tried nowhere yet; an administrator can switch that on");
        }
        return bases.getFirst();
    }

    private Service service(HostedRepository repository, @Nullable String wanted, Actor actor) {
        List<String> services = previews.services(repository.name().toString());
        if (wanted == null && services.size() != 1) {
            throw new InvalidInput(
                    "service",
                    "is to be named: %s come from %s"
                            .formatted(
                                    services.isEmpty() ? "no services" : String.join(", ", services),
                                    repository.name()));
        }
        String name = wanted == null ? services.getFirst() : wanted;
        if (!services.contains(name)) {
            throw new InvalidInput("service", "\"%.60s\" does not come from %s".formatted(name, repository.name()));
        }
        Service service = releases.getService(name);
        if (!isOf(service, actor)) {
            throw new Refused("%s belongs to the team %s; ask somebody of it".formatted(name, service.team()));
        }
        return service;
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
        int hours = Objects.requireNonNullElse(body.hours(), USUAL_HOURS);
        if (hours < 1 || Duration.ofHours(hours).compareTo(Preview.LONGEST) > 0) {
            throw new InvalidInput(
                    "hours", "%d is not from 1 to %d, which is two weeks".formatted(hours, Preview.LONGEST.toHours()));
        }
        Slot slot = slot(owner, name, number, body.service(), actor);
        return new OnePreviewAnswer(true, view(lives.extend(slot, Duration.ofHours(hours), actor.name())));
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
        Slot slot = slot(owner, name, number, service, actor);
        return new OnePreviewAnswer(
                true, view(ending.end(slot, "%s stopped it.".formatted(actor.name()), actor.name())));
    }

    private Slot slot(String owner, String name, int number, @Nullable String service, Actor actor) {
        HostedRepository repository =
                repositories.get(RepositoryName.of(owner, name)).requireWriter(actor);
        return Slot.ofPreview(service(repository, service, actor).name(), number);
    }

    private PreviewView view(Preview preview) {
        Optional<Release> newest = releases.newest(preview.slot());
        ObjectNode wanted = newest.map(release -> release.content().wanted()).orElse(Json.object());
        String said = newest.map(Release::message).orElse("");
        return new PreviewView(
                preview.service(),
                preview.base(),
                preview.state(),
                preview.address().domain(),
                preview.address().namespace(),
                newest.map(Release::state).orElse(null),
                Json.textAt(wanted.path("image"), "tag"),
                Json.textAt(wanted.path("image"), "digest"),
                Json.textAt(wanted.path("release"), "commit"),
                preview.state() == State.RUNNING
                        ? said
                        : "%s %s".formatted(preview.message(), said).strip(),
                preview.life().endsAt(),
                preview.life().createdBy(),
                preview.life().createdAt(),
                preview.life().endedAt());
    }
}
