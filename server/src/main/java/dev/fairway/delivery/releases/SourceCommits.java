package dev.fairway.delivery.releases;

import dev.fairway.delivery.contents.History;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.ExternalRepository;
import dev.fairway.shared.Json;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The commits that releases were built from, where their repository is here. */
@Component
class SourceCommits {

    private final Repositories repositories;
    private final ExternalRepositories external;
    private final History history;

    SourceCommits(Repositories repositories, ExternalRepositories external, History history) {
        this.repositories = repositories;
        this.external = external;
        this.history = history;
    }

    /** @param wanted {@code {release: {commit}}}, with its 40 digits */
    Optional<Instant> madeAt(Service service, JsonNode wanted) {
        String commit = Json.textAt(wanted.path("release"), "commit");
        return commit == null ? Optional.empty() : repository(service).flatMap(found -> history.madeAt(found, commit));
    }

    boolean isHosted(Service service) {
        return repository(service).isPresent();
    }

    /** Where it comes from, if that is at a Git host outside that is connected. */
    Optional<ExternalRepository> outside(Service service) {
        return Optional.ofNullable(service.repository()).flatMap(external::find);
    }

    /** Fairway's id of where it comes from. */
    Optional<String> repositoryId(Service service) {
        return repository(service)
                .map(HostedRepository::id)
                .or(() -> outside(service).map(found -> found.at().id()));
    }

    /** Where it comes from, if that is here. */
    Optional<HostedRepository> repository(Service service) {
        String repository = service.repository();
        if (repository == null) {
            return Optional.empty();
        }
        String[] name = repository.split("/", 2);
        return repositories.find(RepositoryName.of(name[0], name[1]));
    }
}
