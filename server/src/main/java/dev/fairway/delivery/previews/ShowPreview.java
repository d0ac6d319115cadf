package dev.fairway.delivery.previews;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.ChangeRequests;
import dev.fairway.delivery.changes.CommitComments;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.shared.jobs.Chore;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Says in the comment of a change request how its previews are. */
@Component
class ShowPreview implements Chore {

    static final String KIND = "show-preview";

    private final Previews previews;
    private final Repositories repositories;
    private final ChangeRequests requests;
    private final CommitComments comments;
    private final TransactionTemplate transaction;

    ShowPreview(
            Previews previews,
            Repositories repositories,
            ChangeRequests requests,
            CommitComments comments,
            TransactionTemplate transaction) {
        this.previews = previews;
        this.repositories = repositories;
        this.requests = requests;
        this.comments = comments;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(String id) {
        transaction.executeWithoutResult(status -> previews.find(id)
                .ifPresent(preview -> repositories
                        .findById(preview.repositoryId())
                        .ifPresent(repository ->
                                comments.refresh(requests.get(repository, preview.change()), Actor.SYSTEM))));
    }
}
