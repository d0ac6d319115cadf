package dev.fairway.delivery.fitted;

import dev.fairway.delivery.DeliverySettings;
import dev.fairway.delivery.fitted.PipelineTemplate.Facts;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.registries.ImageRegistries;
import dev.fairway.delivery.registries.ImageRegistry;
import dev.fairway.delivery.releases.DeployEnvironment;
import dev.fairway.delivery.releases.Environments;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.delivery.releases.Service;
import dev.fairway.delivery.releases.ServiceValues;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What services and their values say that a pipeline depends on. */
@Component
class PipelineFacts {

    private final Releases releases;
    private final ServiceValues values;
    private final Environments environments;
    private final ImageRegistries registries;
    private final Repositories repositories;
    private final DeliverySettings settings;

    PipelineFacts(
            Releases releases,
            ServiceValues values,
            Environments environments,
            ImageRegistries registries,
            Repositories repositories,
            DeliverySettings settings) {
        this.releases = releases;
        this.values = values;
        this.environments = environments;
        this.registries = registries;
        this.repositories = repositories;
        this.settings = settings;
    }

    /** Where a service comes from, if that is here: as it says of itself, or its values. Both belong to one team. */
    Optional<HostedRepository> repository(String name) {
        return releases.service(name)
                .flatMap(service -> named(service)
                        .filter(repository -> repository.contains("/"))
                        .map(repository -> repository.split("/", 2))
                        .flatMap(parts -> repositories.findNowOrBefore(RepositoryName.of(parts[0], parts[1])))
                        .filter(repository -> repository.name().owner().equals(service.team())));
    }

    private Optional<String> named(Service service) {
        return Optional.ofNullable(service.repository()).or(() -> values.text(service, "/repository"));
    }

    Optional<Facts> of(String name, HostedRepository repository) {
        return releases.service(name)
                .map(service -> of(
                        name,
                        service.team(),
                        values.text(service, "/image/repository").orElse(""),
                        repository.defaultBranch()));
    }

    /** @param image where it is published, without a tag; in no registry that is connected for none */
    Facts of(String name, String team, String image, String branch) {
        Optional<ImageRegistry> registry = registries.all().stream()
                .filter(one -> image.startsWith(one.prefix() + "/"))
                .filter(one -> one.mayPublish(team, below(one, image)))
                .findFirst();
        return new Facts(
                name,
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
