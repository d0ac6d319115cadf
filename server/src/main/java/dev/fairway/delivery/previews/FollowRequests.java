package dev.fairway.delivery.previews;

import dev.fairway.access.Actor;
import dev.fairway.delivery.changes.ChangeRequest;
import dev.fairway.delivery.changes.ChangeRequestChanged;
import dev.fairway.delivery.hosts.ExternalRepositoryChanged;
import dev.fairway.delivery.incoming.ExternalRequestMoved;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Ends previews with their change requests, in the transaction that says that these are not open any more. */
@Component
class FollowRequests {

    private final Previews previews;
    private final EndPreview ending;

    FollowRequests(Previews previews, EndPreview ending) {
        this.previews = previews;
        this.ending = ending;
    }

    /** Why what was tried of a change request is taken away. @param state which is not open */
    static String why(ChangeRequest.State state) {
        return state == ChangeRequest.State.MERGED
                ? "Its change request was merged."
                : "Its change request was closed.";
    }

    @EventListener
    void on(ChangeRequestChanged change) {
        ChangeRequest request = change.now();
        follow(request.repositoryId(), request.number(), request.state(), change.actor());
    }

    @EventListener
    void on(ExternalRequestMoved request) {
        follow(request.repository().id(), request.number(), request.state(), Actor.SYSTEM.name());
    }

    /** Nothing tells any more what becomes of its change requests. */
    @EventListener
    void on(ExternalRepositoryChanged change) {
        if (change.now() == null && change.earlier() != null) {
            String name = change.earlier().at().name();
            previews.running(change.earlier().at().id())
                    .forEach(preview -> ending.end(
                            preview.slot(), "Fairway does not work with %s any more.".formatted(name), change.actor()));
        }
    }

    private void follow(String repositoryId, int number, ChangeRequest.State state, String by) {
        if (state != ChangeRequest.State.OPEN) {
            previews.of(repositoryId, number).forEach(preview -> ending.end(preview.slot(), why(state), by));
        }
    }
}
