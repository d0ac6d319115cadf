package dev.fairway.notifications;

import dev.fairway.access.Team;
import dev.fairway.access.Teams;
import dev.fairway.access.User;
import dev.fairway.access.Users;
import dev.fairway.shared.Notifiable;
import dev.fairway.shared.Notifiable.Addressees;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hands every fact to those who are told of it, in the transaction that makes it true. */
@Component
class Dispatch {

    private final Users users;
    private final Teams teams;
    private final Inbox inbox;
    private final Routing routing;

    Dispatch(Users users, Teams teams, Inbox inbox, Routing routing) {
        this.users = users;
        this.teams = teams;
        this.inbox = inbox;
        this.routing = routing;
    }

    @EventListener
    void on(Notifiable fact) {
        Addressees to = fact.to();
        for (User user : users.active(to.users(), to.roles(), to.teams())) {
            boolean isTold = !to.except().contains(user.email());
            if (isTold && inbox.add(user.email(), fact)) {
                routing.toPerson(user.email(), fact);
            }
        }
        fact.places().forEach(place -> routing.toPlace(place, fact));
        for (String name : to.teams()) {
            teams.find(name).map(Team::name).ifPresent(team -> routing.toTeam(team, fact));
        }
    }
}
