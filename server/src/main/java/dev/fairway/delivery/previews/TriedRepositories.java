package dev.fairway.delivery.previews;

import dev.fairway.access.Actor;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.ExternalRepository;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostRequest;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.releases.Service;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Refused;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The repositories whose change requests are tried: those hosted here, and those at hosts outside. */
@Component
class TriedRepositories {

    private final Repositories hosted;
    private final ExternalRepositories external;
    private final GitHosts hosts;

    TriedRepositories(Repositories hosted, ExternalRepositories external, GitHosts hosts) {
        this.hosted = hosted;
        this.external = external;
        this.hosts = hosts;
    }

    /**
     * Where a service comes from.
     *
     * @throws InvalidInput where that is neither here nor outside and known
     * @throws Refused where it is outside and of another team
     */
    RepositoryAt of(Service service) {
        RepositoryAt found = find(service)
                .orElseThrow(() -> new InvalidInput(
                        "preview",
                        "%s comes from no repository that is hosted here, or at a Git host and known here"
                                .formatted(service.name())));
        if (!isOfItsTeam(found, service)) {
            throw new Refused(
                    "%s belongs to another team than %s, whose change requests are not tried for it; ask an administrator to give it to the team %s"
                            .formatted(found.name(), service.name(), service.team()));
        }
        return found;
    }

    Optional<RepositoryAt> find(Service service) {
        String name = Objects.requireNonNullElse(service.repository(), "");
        String[] parts = name.split("/", 2);
        Optional<RepositoryAt> here = parts.length < 2
                ? Optional.empty()
                : hosted.find(RepositoryName.of(parts[0], parts[1])).map(RepositoryAt::of);
        return here.or(() -> external.find(name).map(ExternalRepository::at));
    }

    /** As people write it; its id where it is gone. */
    String nameOf(String id) {
        return hosts.find(id).map(RepositoryAt::name).orElse(id);
    }

    /** Whoever writes values of a service names its repository; what is outside is shown to its own team alone. */
    boolean isOfItsTeam(RepositoryAt repository, Service service) {
        return repository.isEmbedded() || external.get(repository.id()).team().equals(service.team());
    }

    boolean mayWrite(RepositoryAt repository, Actor actor) {
        return repository.isEmbedded()
                ? hosted.byId(repository.id()).mayWrite(actor)
                : external.get(repository.id()).mayWrite(actor);
    }

    /** @throws Refused naming whom to ask */
    void requireWriter(RepositoryAt repository, Actor actor) {
        if (repository.isEmbedded()) {
            hosted.byId(repository.id()).requireWriter(actor);
        } else {
            external.get(repository.id()).requireWriter(actor);
        }
    }

    /** As its host tells of it now, which may take a while. */
    HostRequest request(RepositoryAt repository, int number) {
        return (number < 1
                        ? Optional.<HostRequest>empty()
                        : hosts.of(repository).request(repository, number))
                .orElseThrow(
                        () -> new NotFound("change request of " + repository.name(), "number", String.valueOf(number)));
    }

    /** @throws Conflict when it is not open */
    HostRequest open(RepositoryAt repository, int number) {
        HostRequest request = request(repository, number);
        if (!request.isOpen()) {
            throw new Conflict(
                    "not_open",
                    "%s is %s; only an open change request is tried".formatted(request.name(), request.state()),
                    Map.of("state", request.state()));
        }
        return request;
    }
}
