package dev.fairway.delivery.golden;

import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.RepositoryAt;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What the platform team keeps for all repositories. */
@RestController
class GoldenPathController {

    /** @param arguments schema of each, by name; defaults what each is where nobody says */
    record TemplateView(
            String name, String title, String version, String description, ObjectNode arguments, ObjectNode defaults) {

        static TemplateView of(DockerTemplate template) {
            return new TemplateView(
                    template.name(),
                    template.title(),
                    template.version(),
                    template.description(),
                    template.arguments(),
                    template.defaults());
        }
    }

    record TemplatesAnswer(boolean ok, List<TemplateView> templates) {}

    record LookAnswer(boolean ok, Adoption.Look look) {}

    private final GoldenPaths paths;
    private final Adoption adoption;
    private final Repositories repositories;
    private final ExternalRepositories external;

    GoldenPathController(
            GoldenPaths paths, Adoption adoption, Repositories repositories, ExternalRepositories external) {
        this.paths = paths;
        this.adoption = adoption;
        this.repositories = repositories;
        this.external = external;
    }

    /** The central Dockerfiles, by name. */
    @GetMapping("/v1/golden-paths/dockerfiles")
    @Requires(Permission.MEMBER)
    TemplatesAnswer templates() {
        return new TemplatesAnswer(
                true, paths.templates().stream().map(TemplateView::of).toList());
    }

    /** What a repository is written in, and what its own Dockerfile does not keep to. */
    @GetMapping("/v1/repositories/{owner}/{name}/golden-path")
    @Requires(Permission.MEMBER)
    LookAnswer look(@PathVariable String owner, @PathVariable String name) {
        return new LookAnswer(true, adoption.look(RepositoryAt.of(repositories.get(RepositoryName.of(owner, name)))));
    }

    /** The same of a repository at a Git host outside. */
    @GetMapping("/v1/external-repositories/{id}/golden-path")
    @Requires(Permission.MEMBER)
    LookAnswer lookOutside(@PathVariable String id) {
        return new LookAnswer(true, adoption.look(external.get(id).at()));
    }
}
