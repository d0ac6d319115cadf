package dev.fairway.delivery.hosts;

import dev.fairway.delivery.git.RepositoryChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells of repositories that are gone, wherever they were kept, to whoever keeps something of them. */
@Component
class ForgottenRepositories {

    private final ApplicationEventPublisher events;

    ForgottenRepositories(ApplicationEventPublisher events) {
        this.events = events;
    }

    @EventListener
    void on(RepositoryChanged change) {
        if (change.after() == null) {
            events.publishEvent(new RepositoryForgotten(change.repositoryId()));
        }
    }

    @EventListener
    void on(ExternalRepositoryChanged change) {
        if (change.now() == null && change.earlier() != null) {
            events.publishEvent(new RepositoryForgotten(change.earlier().at().id()));
        }
    }
}
