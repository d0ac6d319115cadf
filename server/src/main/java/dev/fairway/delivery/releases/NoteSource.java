package dev.fairway.delivery.releases;

import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostChores;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.shared.jobs.Chore;
import org.springframework.stereotype.Component;

/** Asks a Git host outside when the source of a release was committed. */
@Component
class NoteSource implements Chore {

    static final String KIND = "note-source";

    private final Releases releases;
    private final SourceCommits sources;
    private final GitHosts hosts;
    private final HostChores patience;

    NoteSource(Releases releases, SourceCommits sources, GitHosts hosts, HostChores patience) {
        this.releases = releases;
        this.sources = sources;
        this.hosts = hosts;
        this.patience = patience;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(String id) {
        patience.run(KIND, id, () -> releases.find(id).ifPresent(this::note));
    }

    private void note(Release release) {
        String commit = SourceCommits.of(release);
        if (commit == null) {
            return;
        }
        releases.service(release.slot().service()).flatMap(sources::outside).ifPresent(repository -> {
            RepositoryAt at = repository.at();
            hosts.of(at).madeAt(at, commit).ifPresent(made -> releases.noteSource(release, made));
        });
    }
}
