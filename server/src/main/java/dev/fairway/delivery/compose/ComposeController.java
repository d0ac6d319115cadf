package dev.fairway.delivery.compose;

import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.RepositoryAt;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Compose files for the machines of developers. */
@RestController
class ComposeController {

    /** @param files what is not pushed yet: texts by path, in place of those on the default branch */
    record ComposeBody(@Nullable Map<String, String> files) {}

    /** @param compose the file, with the service test @param needs names of the services that have to be well before it */
    record ComposeAnswer(boolean ok, String compose, List<String> needs) {}

    private final ComposeFiles files;
    private final Repositories repositories;
    private final ExternalRepositories external;

    ComposeController(ComposeFiles files, Repositories repositories, ExternalRepositories external) {
        this.files = files;
        this.repositories = repositories;
        this.external = external;
    }

    /** The compose file that tests a repository with the databases, caches and brokers that it needs. Nothing is changed. */
    @PostMapping("/v1/repositories/{owner}/{name}/golden-path/compose")
    @Requires(Permission.MEMBER)
    ComposeAnswer compose(@PathVariable String owner, @PathVariable String name, @RequestBody ComposeBody body) {
        return composed(RepositoryAt.of(repositories.get(RepositoryName.of(owner, name))), body);
    }

    /** The same for a repository outside. */
    @PostMapping("/v1/external-repositories/{id}/golden-path/compose")
    @Requires(Permission.MEMBER)
    ComposeAnswer composeOutside(@PathVariable String id, @RequestBody ComposeBody body) {
        return composed(external.get(id).at(), body);
    }

    private ComposeAnswer composed(RepositoryAt repository, ComposeBody body) {
        ComposeFile file = files.of(repository, Objects.requireNonNullElse(body.files(), Map.of()));
        return new ComposeAnswer(
                true, file.text(), file.needs().stream().map(Need::name).toList());
    }
}
