package dev.fairway.delivery.releases;

import dev.fairway.delivery.contents.History;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.ExternalRepository;
import dev.fairway.shared.Json;
import dev.fairway.shared.jobs.Chores;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The commits that releases were built from, where their repository is here or at a Git host that is connected. */
@Component
class SourceCommits {

    private final Repositories repositories;
    private final ExternalRepositories external;
    private final History history;
    private final Releases releases;
    private final Chores chores;

    SourceCommits(
            Repositories repositories,
            ExternalRepositories external,
            History history,
            Releases releases,
            Chores chores) {
        this.repositories = repositories;
        this.external = external;
        this.history = history;
        this.releases = releases;
        this.chores = chores;
    }

    /** Keeps when the source of a release was committed. A host outside is asked later, as it is slower than the caller's transaction. */
    void note(Release release, Service service) {
        String commit = of(release);
        if (commit == null) {
            return;
        }
        Optional<HostedRepository> here = repository(service);
        if (here.isPresent()) {
            history.madeAt(here.get(), commit).ifPresent(at -> releases.noteSource(release, at));
        } else if (outside(service).isPresent()) {
            chores.add(NoteSource.KIND, release.id());
        }
    }

    /** In 40 hexadecimal digits; null where nobody said. */
    static @Nullable String of(Release release) {
        return Json.textAt(release.content().wanted().path("release"), "commit");
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
