package dev.fairway.delivery.fitted;

import dev.fairway.delivery.build.Detected;
import dev.fairway.delivery.golden.Adoption;
import dev.fairway.delivery.golden.CiSystem;
import dev.fairway.delivery.golden.GoldenPaths;
import dev.fairway.delivery.hosts.ConnectedHosts;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.shared.PublicAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the golden path and the values make of pipelines, for whatever runs them. */
@Component
class GoldenPipelines {

    private static final String NO_ADDRESS = "https://fairway.example.com";

    private final GoldenPaths paths;
    private final Adoption adoption;
    private final PipelineFacts facts;
    private final ConnectedHosts hosts;
    private final PublicAddress own;

    GoldenPipelines(
            GoldenPaths paths, Adoption adoption, PipelineFacts facts, ConnectedHosts hosts, PublicAddress own) {
        this.paths = paths;
        this.adoption = adoption;
        this.facts = facts;
        this.hosts = hosts;
        this.own = own;
    }

    /** What runs those of a repository where nobody says. */
    CiSystem usual(RepositoryAt repository) {
        if (repository.isEmbedded()) {
            return CiSystem.FAIRWAY;
        }
        return switch (hosts.get(repository.host()).kind()) {
            case GITHUB -> CiSystem.GITHUB;
            case GITLAB -> CiSystem.GITLAB;
        };
    }

    /** Of the template that all of a system are made from. */
    String version(CiSystem system) {
        return system == CiSystem.FAIRWAY
                ? new PipelineTemplate(paths.pipeline()).version()
                : new CiTemplate(system, paths.ci()).version();
    }

    /**
     * Contents by path; nothing where none fits.
     *
     * @param service null for none
     */
    Map<String, String> of(CiSystem system, RepositoryAt repository, @Nullable String service) {
        return facts.of(service, repository)
                .map(said -> system == CiSystem.FAIRWAY
                        ? here(repository, said)
                        : new CiTemplate(system, paths.ci()).render(said, place(repository)))
                .orElse(Map.of());
    }

    private Map<String, String> here(RepositoryAt repository, PipelineTemplate.Facts said) {
        return adoption.look(repository).detected().stream()
                .map(Detected::template)
                .findFirst()
                .flatMap(language -> new PipelineTemplate(paths.pipeline()).render(language, said))
                .map(text -> Map.of(CiSystem.FAIRWAY.file(), text))
                .orElse(Map.of());
    }

    private CiTemplate.Place place(RepositoryAt repository) {
        return new CiTemplate.Place(
                own.configured().orElse(NO_ADDRESS),
                repository.isEmbedded()
                        ? "repositories/" + repository.path()
                        : "external-repositories/" + repository.id());
    }
}
