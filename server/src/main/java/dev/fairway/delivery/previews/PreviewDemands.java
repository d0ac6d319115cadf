package dev.fairway.delivery.previews;

import dev.fairway.access.Actor;
import dev.fairway.delivery.hosts.HostRequest;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.releases.DeployEnvironment;
import dev.fairway.delivery.releases.Environments;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.delivery.releases.Service;
import dev.fairway.selfservice.spi.Requesting;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What people want of previews, wherever the change request is. */
@Component
class PreviewDemands {

    private static final int USUAL_HOURS = 72;

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

    private final TriedRepositories repositories;
    private final Previews previews;
    private final Environments environments;
    private final Releases releases;
    private final EndPreview ending;
    private final PreviewLives lives;
    private final Requesting requesting;

    PreviewDemands(
            TriedRepositories repositories,
            Previews previews,
            Environments environments,
            Releases releases,
            EndPreview ending,
            PreviewLives lives,
            Requesting requesting) {
        this.repositories = repositories;
        this.previews = previews;
        this.environments = environments;
        this.releases = releases;
        this.ending = ending;
        this.lives = lives;
        this.requesting = requesting;
    }

    /** Environments that change requests are tried in. */
    List<String> bases() {
        return environments.all().stream()
                .filter(environment -> environment.previews() != null)
                .map(DeployEnvironment::name)
                .toList();
    }

    /** The services from a repository whose changes somebody may try. */
    List<String> services(RepositoryAt repository, Actor actor) {
        return repositories.mayWrite(repository, actor)
                ? previews.services(repository).stream()
                        .filter(name -> isFor(repository, releases.getService(name), actor))
                        .toList()
                : List.of();
    }

    boolean mayTry(RepositoryAt repository, Service service, Actor actor) {
        return repositories.mayWrite(repository, actor) && isFor(repository, service, actor);
    }

    private boolean isFor(RepositoryAt repository, Service service, Actor actor) {
        return isOf(service, actor) && repositories.isOfItsTeam(repository, service);
    }

    private static boolean isOf(Service service, Actor actor) {
        return actor.isAdmin() || actor.teams().contains(service.team());
    }

    /** @return id of the run */
    String start(RepositoryAt repository, int number, StartPreviewBody body, Actor actor) {
        repositories.requireWriter(repository, actor);
        Service service = service(repository, body.service(), actor);
        String environment = environment(body.environment());
        HostRequest request = repositories.request(repository, number);
        ObjectNode inputs = Json.object()
                .put("service", service.name())
                .put("environment", environment)
                .put("preview", true)
                .put("change", number);
        if (body.tag() == null) {
            inputs.put("tag", request.head()).put("commit", request.head());
        } else {
            inputs.put("tag", body.tag());
        }
        if (body.digest() != null) {
            inputs.put("digest", body.digest());
        }
        return requesting.ask("deploy_service", null, inputs, actor);
    }

    private String environment(@Nullable String wanted) {
        if (wanted != null) {
            return wanted;
        }
        List<String> bases = bases();
        if (bases.isEmpty()) {
            throw new InvalidInput(
                    "environment", "change requests are tried nowhere yet; an administrator can switch that on");
        }
        return bases.getFirst();
    }

    private Service service(RepositoryAt repository, @Nullable String wanted, Actor actor) {
        List<String> services = previews.services(repository);
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

    Preview extend(RepositoryAt repository, int number, ExtendPreviewBody body, Actor actor) {
        int hours = Objects.requireNonNullElse(body.hours(), USUAL_HOURS);
        if (hours < 1 || Duration.ofHours(hours).compareTo(Preview.LONGEST) > 0) {
            throw new InvalidInput(
                    "hours", "%d is not from 1 to %d, which is two weeks".formatted(hours, Preview.LONGEST.toHours()));
        }
        return lives.extend(slot(repository, number, body.service(), actor), Duration.ofHours(hours), actor.name());
    }

    Preview stop(RepositoryAt repository, int number, @Nullable String service, Actor actor) {
        return ending.end(
                slot(repository, number, service, actor), "%s stopped it.".formatted(actor.name()), actor.name());
    }

    private Slot slot(RepositoryAt repository, int number, @Nullable String service, Actor actor) {
        repositories.requireWriter(repository, actor);
        return Slot.ofPreview(service(repository, service, actor).name(), number);
    }
}
