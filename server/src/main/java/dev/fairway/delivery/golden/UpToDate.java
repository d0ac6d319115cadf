package dev.fairway.delivery.golden;

import dev.fairway.access.Actor;
import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.delivery.golden.Use.Proposed;
import dev.fairway.delivery.golden.Use.Recorded;
import dev.fairway.delivery.golden.Use.State;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostRefusal;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.delivery.hosts.RepositoryLocks;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds what a repository records against the golden path, and proposes what it lacks. It looks and does not remember, so that it
 * is done again after a crash, or for any reason, and makes nothing twice.
 */
@Component
class UpToDate {

    private final GoldenPaths paths;
    private final PastTemplates past;
    private final Uses uses;
    private final UpdateProposals proposals;
    private final GitHosts hosts;
    private final RepositoryLocks locks;

    UpToDate(
            GoldenPaths paths,
            PastTemplates past,
            Uses uses,
            UpdateProposals proposals,
            GitHosts hosts,
            RepositoryLocks locks) {
        this.paths = paths;
        this.past = past;
        this.uses = uses;
        this.proposals = proposals;
        this.hosts = hosts;
        this.locks = locks;
    }

    /** What stands in a repository now. */
    private record Standing(
            RepositoryAt repository, String head, @Nullable Use before) {

        Use with(Recorded recorded, State state, @Nullable String reason, Proposed proposed) {
            return new Use(
                    repository.id(), repository.parts(), recorded, state, reason, List.of(), proposed, Instant.EPOCH);
        }

        Proposed proposed() {
            return before == null ? Proposed.NOTHING : before.proposed();
        }

        Use broken(String reason) {
            Recorded nothing = new Recorded(null, null, null, Json.object());
            Recorded recorded = before == null ? nothing : before.recorded();
            return with(recorded, State.BROKEN, reason, proposed());
        }
    }

    /** Of a repository that is gone, nothing. */
    @Transactional
    public void look(String repositoryId) {
        locks.lock(repositoryId);
        hosts.find(repositoryId).ifPresent(this::look);
    }

    private void look(RepositoryAt repository) {
        try {
            standing(hosts.now(repository)).ifPresent(this::look);
        } catch (HostRefusal refusal) {
            uses.find(repository.id()).ifPresent(use -> uses.save(use.broken(refusal.reason())));
        }
    }

    private Optional<Standing> standing(RepositoryAt repository) {
        return hosts.of(repository)
                .head(repository, repository.defaultBranch())
                .map(head -> new Standing(
                        repository, head, uses.find(repository.id()).orElse(null)));
    }

    private void look(Standing standing) {
        Optional<String> text = text(standing, AdoptionRecord.FILE);
        if (text.isEmpty()) {
            if (standing.before() != null) {
                uses.save(standing.broken("%s is not on the branch %s any more"
                        .formatted(AdoptionRecord.FILE, standing.repository().defaultBranch())));
            }
            return;
        }
        uses.save(compared(standing, text.get()));
    }

    private Use compared(Standing standing, String text) {
        AdoptionRecord record;
        try {
            record = AdoptionRecord.read(text);
        } catch (InvalidInput wrong) {
            return standing.broken("%s: %s".formatted(AdoptionRecord.FILE, wrong.reason()));
        }
        Use use = standing.with(Recorded.of(record), State.BEHIND, null, standing.proposed());
        Optional<DockerTemplate> now = paths.find(record);
        if (now.isEmpty()) {
            return use.broken("there is no template \"%s\" in %s".formatted(record.template(), GoldenPaths.NAME));
        }
        Optional<DockerTemplate> before = past.of(record, own(standing, DockerTemplate.FILE));
        if (before.isEmpty()) {
            return use.broken("%s never had %s %s with these files, so nothing can be compared"
                    .formatted(GoldenPaths.NAME, record.template(), record.version()));
        }
        if (TemplateUpdate.target(before.get()).equals(TemplateUpdate.target(now.get()))) {
            return use.now(State.CURRENT, null, use.proposed().without());
        }
        TemplateUpdate update;
        try {
            update = TemplateUpdate.of(record, before.get(), now.get(), path -> own(standing, path));
        } catch (InvalidInput wrong) {
            return use.broken("%s: %s".formatted(AdoptionRecord.FILE, wrong.reason()));
        }
        return proposals.carryOn(standing.repository(), standing.head(), update, use);
    }

    /**
     * Proposes the update because somebody asks: also one that was closed before, or that would lose lines of the repository.
     *
     * @throws Conflict {@code nothing_to_update} when there is nothing, or it cannot be said
     */
    @Transactional
    public Use ask(RepositoryAt repository, Actor actor) {
        locks.lock(repository.id());
        Standing standing =
                standing(hosts.now(repository)).orElseThrow(() -> nothing(repository, "nothing was pushed yet"));
        look(standing);
        Use use = uses.find(repository.id()).orElseThrow(() -> nothing(repository, "it has no golden path"));
        if (use.state() == State.UPDATE_OPEN) {
            return use;
        }
        if (use.state() == State.CURRENT || use.state() == State.BROKEN) {
            throw nothing(repository, use.reason() == null ? "it is as the golden path is" : use.reason());
        }
        AdoptionRecord record =
                AdoptionRecord.read(text(standing, AdoptionRecord.FILE).orElseThrow());
        DockerTemplate before =
                past.of(record, own(standing, DockerTemplate.FILE)).orElseThrow();
        TemplateUpdate update =
                TemplateUpdate.of(record, before, paths.find(record).orElseThrow(), path -> own(standing, path));
        Use asked = proposals.propose(repository, standing.head(), update.overOwn(), use, actor);
        uses.save(asked);
        return asked;
    }

    private static Conflict nothing(RepositoryAt repository, String why) {
        return new Conflict(
                "nothing_to_update",
                "There is nothing to update in %s: %s".formatted(repository.name(), why),
                Map.of("repository", repository.name()));
    }

    private @Nullable String own(Standing standing, String path) {
        return text(standing, path).orElse(null);
    }

    private Optional<String> text(Standing standing, String path) {
        RepositoryAt repository = standing.repository();
        return hosts.of(repository).text(repository, standing.head(), path);
    }
}
