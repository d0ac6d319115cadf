package dev.fairway.delivery.releases;

import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostBusy;
import dev.fairway.delivery.hosts.HostRefusal;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.shared.jobs.Chore;
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks a Git host outside when the source of a release was committed. */
@Component
class NoteSource implements Chore {

    static final String KIND = "note-source";

    private static final Logger LOG = LoggerFactory.getLogger(NoteSource.class);

    private final Releases releases;
    private final SourceCommits sources;
    private final GitHosts hosts;
    private final Chores chores;
    private final Clock clock;

    NoteSource(Releases releases, SourceCommits sources, GitHosts hosts, Chores chores, Clock clock) {
        this.releases = releases;
        this.sources = sources;
        this.hosts = hosts;
        this.chores = chores;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(String id) {
        try {
            releases.find(id).ifPresent(this::note);
        } catch (HostBusy busy) {
            chores.add(KIND, id, clock.instant().plus(busy.pause()));
        } catch (HostRefusal refusal) {
            if (refusal.isPassing()) {
                throw refusal;
            }
            LOG.warn("The source of release {} is not known: {}", id, refusal.reason());
        }
    }

    private void note(Release release) {
        String commit = SourceCommits.of(release);
        releases.service(release.slot().service())
                .flatMap(sources::outside)
                .filter(repository -> commit != null)
                .ifPresent(repository -> {
                    RepositoryAt at = repository.at();
                    hosts.of(at)
                            .madeAt(at, String.valueOf(commit))
                            .ifPresent(made -> releases.noteSource(release, made));
                });
    }
}
