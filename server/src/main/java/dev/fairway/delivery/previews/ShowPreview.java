package dev.fairway.delivery.previews;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.CommitComments;
import dev.fairway.delivery.hosts.ExternalRepositories;
import dev.fairway.delivery.hosts.GitHost;
import dev.fairway.delivery.hosts.GitHosts;
import dev.fairway.delivery.hosts.HostChores;
import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.shared.jobs.Chore;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says in the one comment of a change request how its previews are. One after the other for each repository outside, so that
 * two do not both find no comment and make one, and the later one says what is newer.
 */
@Component
class ShowPreview implements Chore {

    static final String KIND = "show-preview";

    private final Previews previews;
    private final ExternalRepositories external;
    private final GitHosts hosts;
    private final CommitComments comments;
    private final HostChores patience;
    private final TransactionTemplate transaction;

    ShowPreview(
            Previews previews,
            ExternalRepositories external,
            GitHosts hosts,
            CommitComments comments,
            HostChores patience,
            TransactionTemplate transaction) {
        this.previews = previews;
        this.external = external;
        this.hosts = hosts;
        this.comments = comments;
        this.patience = patience;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(String id) {
        patience.run(
                KIND,
                id,
                () -> transaction.executeWithoutResult(
                        status -> previews.find(id).ifPresent(this::show)));
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
