package dev.fairway.delivery.compose;

import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
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

    ComposeController(ComposeFiles files, Repositories repositories) {
        this.files = files;
        this.repositories = repositories;
    }

    /** The compose file that tests a repository with the databases, caches and brokers that it needs. Nothing is changed. */
    @PostMapping("/v1/repositories/{owner}/{name}/golden-path/compose")
    @Requires(Permission.MEMBER)
    ComposeAnswer compose(@PathVariable String owner, @PathVariable String name, @RequestBody ComposeBody body) {
        ComposeFile file = files.of(
                repositories.get(RepositoryName.of(owner, name)), Objects.requireNonNullElse(body.files(), Map.of()));
        return new ComposeAnswer(
                true, file.text(), file.needs().stream().map(Need::name).toList());
    }
}
