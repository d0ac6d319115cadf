package dev.fairway.delivery.releases;

import dev.fairway.delivery.git.RepositoryChanged;
import dev.fairway.delivery.hosts.ExternalRepositoryChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps services with the repositories that they come from. */
@Component
class FollowRepositories {

    private final Releases releases;

    FollowRepositories(Releases releases) {
        this.releases = releases;
    }

    @EventListener
    void on(ExternalRepositoryChanged change) {
        if (change.earlier() != null
                && change.now() != null
                && !change.earlier().at().name().equals(change.now().at().name())) {
            releases.follow(change.earlier().at().name(), change.now().at().name());
        }
    }

    @EventListener
    void on(RepositoryChanged change) {
        if (change.before() != null
                && change.after() != null
                && !change.before().name().equals(change.after().name())) {
            releases.follow(change.before().name(), change.after().name());
        }
    }
}
