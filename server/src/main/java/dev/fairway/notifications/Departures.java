package dev.fairway.notifications;

import dev.fairway.access.Team;
import dev.fairway.access.TeamChanged;
import dev.fairway.access.UserChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps nothing of people and teams that are gone, so that whoever gets their name later reads nothing of theirs. */
@Component
class Departures {

    private final Inbox inbox;
    private final Preferences preferences;
    private final TeamRoutes routes;

    Departures(Inbox inbox, Preferences preferences, TeamRoutes routes) {
        this.inbox = inbox;
        this.preferences = preferences;
        this.routes = routes;
    }

    @EventListener
    void on(UserChanged event) {
        if (event.after() == null) {
            inbox.forget(event.identifier());
            preferences.forget(event.identifier());
        }
    }

    /** A team that is renamed is told where it was told before. */
    @EventListener
    void on(TeamChanged event) {
        Team before = event.before();
        Team after = event.after();
        if (before == null || (after != null && after.name().equals(before.name()))) {
            return;
        }
        if (after != null) {
            routes.keep(after.name(), routes.of(before.name()));
        }
        routes.forget(before.name());
    }
}
