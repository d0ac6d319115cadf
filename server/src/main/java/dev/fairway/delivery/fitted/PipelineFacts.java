package dev.fairway.delivery.fitted;

import dev.fairway.delivery.DeliverySettings;
import dev.fairway.delivery.fitted.PipelineTemplate.Facts;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.ExternalRepository;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.registries.ImageRegistries;
import dev.fairway.delivery.registries.ImageRegistry;
import dev.fairway.delivery.releases.DeployEnvironment;
import dev.fairway.delivery.releases.Environments;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.delivery.releases.Service;
import dev.fairway.delivery.releases.ServiceValues;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What services and their values say that a pipeline depends on. */
@Component
class PipelineFacts {

    private final Releases releases;
    private final ServiceValues values;
    private final Environments environments;
    private final ImageRegistries registries;
    private final Repositories hosted;
    private final ExternalRepositories external;
    private final DeliverySettings settings;

    PipelineFacts(
            Releases releases,
            ServiceValues values,
            Environments environments,
            ImageRegistries registries,
            Repositories hosted,
            ExternalRepositories external,
            DeliverySettings settings) {
        this.releases = releases;
        this.values = values;
        this.environments = environments;
        this.registries = registries;
        this.hosted = hosted;
        this.external = external;
        this.settings = settings;
    }

    /** Where a service comes from: as it says of itself, or its values. Both belong to one team. */
    Optional<RepositoryAt> repository(String name) {
        return releases.service(name).flatMap(service -> named(service).flatMap(repository -> at(repository, service)));
    }

    private Optional<String> named(Service service) {
        return Optional.ofNullable(service.repository()).or(() -> values.text(service, "/repository"));
    }

    private Optional<RepositoryAt> at(String repository, Service service) {
        if (repository.contains(":")) {
            return external.find(repository)
                    .filter(found -> found.team().equals(service.team()))
                    .map(ExternalRepository::at);
        }
        String[] parts = repository.split("/", 2);
        return parts.length < 2
                ? Optional.empty()
                : hosted.findNowOrBefore(RepositoryName.of(parts[0], parts[1]))
                        .filter(found -> found.name().owner().equals(service.team()))
                        .map(RepositoryAt::of);
    }

    /** Those that say they come from a repository, by name. */
    List<String> services(RepositoryAt repository) {
        return releases.servicesFrom(repository.name()).stream()
                .filter(service -> repository(service)
                        .filter(one -> one.id().equals(repository.id()))
                        .isPresent())
                .toList();
    }

    /** @param service null for none: nothing is published and deployed then */
    Optional<Facts> of(@Nullable String service, RepositoryAt repository) {
        return service == null
                ? Optional.of(new Facts("", "", "", "", "", repository.defaultBranch(), settings.runner()))
                : releases.service(service)
                        .map(known -> of(
                                service,
                                known.team(),
                                values.text(known, "/image/repository").orElse(""),
                                repository.defaultBranch()));
    }

    /** @param image where it is published, without a tag; empty for nowhere */
    Facts of(String name, String team, String image, String branch) {
        Optional<ImageRegistry> registry = registries.all().stream()
                .filter(one -> image.startsWith(one.prefix() + "/"))
                .filter(one -> one.mayPublish(team, below(one, image)))
                .findFirst();
        return new Facts(
                name,
                image,
                registry.map(ImageRegistry::name).orElse(""),
                registry.map(one -> below(one, image)).orElse(""),
                environments.all().stream()
                        .map(DeployEnvironment::name)
                        .findFirst()
                        .orElse(""),
                branch,
                settings.runner());
    }

    private static String below(ImageRegistry registry, String image) {
        return image.substring(registry.prefix().length() + 1);
    }
}
