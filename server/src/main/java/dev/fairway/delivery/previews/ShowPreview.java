package dev.fairway.delivery.previews;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.CommitComments;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.GitHost;
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
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says in the one comment of a change request how its previews are. One after the other for each repository outside, so that
 * two do not both find no comment and make one, and the later one says what is newer.
 */
@Component
class ShowPreview implements Chore {

    static final String KIND = "show-preview";

    private static final Logger LOG = LoggerFactory.getLogger(ShowPreview.class);

    private final Previews previews;
    private final ExternalRepositories external;
    private final GitHosts hosts;
    private final CommitComments comments;
    private final Chores chores;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ShowPreview(
            Previews previews,
            ExternalRepositories external,
            GitHosts hosts,
            CommitComments comments,
            Chores chores,
            TransactionTemplate transaction,
            Clock clock) {
        this.previews = previews;
        this.external = external;
        this.hosts = hosts;
        this.comments = comments;
        this.chores = chores;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(String id) {
        try {
            transaction.executeWithoutResult(status -> previews.find(id).ifPresent(this::show));
        } catch (HostBusy busy) {
            chores.add(KIND, id, clock.instant().plus(busy.pause()));
        } catch (HostRefusal refusal) {
            if (refusal.isPassing()) {
                throw refusal;
            }
            LOG.warn("The preview {} cannot be shown: {}", id, refusal.reason());
        }
    }

    private void show(Preview preview) {
        if (ExternalRepositories.isOutside(preview.repositoryId())) {
            external.lock(preview.repositoryId());
        }
        hosts.find(preview.repositoryId()).ifPresent(repository -> comment(repository, preview.change()));
    }

    private void comment(RepositoryAt repository, int number) {
        GitHost host = hosts.of(repository);
        host.request(repository, number)
                .flatMap(request -> comments.text(repository.id(), number, request.head()))
                .ifPresent(text -> host.putComment(repository, number, CommitComments.KEY, text, Actor.SYSTEM));
    }
}
