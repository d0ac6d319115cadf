package dev.fairway.resources.lifecycle;

import dev.fairway.access.Actor;
import dev.fairway.resources.lifecycle.Resource.State;
import dev.fairway.resources.spi.Login;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows passwords to those who may see them, and has it recorded. */
@Component
class Revealing {

    private final Logins logins;
    private final Provisioning provisioning;
    private final ApplicationEventPublisher events;

    Revealing(Logins logins, Provisioning provisioning, ApplicationEventPublisher events) {
        this.logins = logins;
        this.provisioning = provisioning;
        this.events = events;
    }

    /** @param url holds the password */
    record Revealed(String user, String password, String url) {

        @Override
        public String toString() {
            return "Revealed[%s]".formatted(user);
        }
    }

    /** @throws Refused when the actor is not of its team */
    Resource requireUser(Resource resource, Actor actor) {
        if (!actor.isAdmin() && !actor.teams().contains(resource.wish().team())) {
            throw new Refused("%s belongs to %s, and %s is not in it"
                    .formatted(resource.identifier(), resource.wish().team(), actor.name()));
        }
        return resource;
    }

    /** The user of a role that is in use. */
    @Transactional
    Revealed reveal(Resource resource, String role, Actor actor) {
        resource.requireState(State.READY, State.CHANGING);
        Logins.Issued issued = logins.of(resource).stream()
                .filter(login -> login.role().equals(role)
                        && login.slot() == resource.standing().slot())
                .findFirst()
                .orElseThrow(() -> new NotFound("role", "role", role));
        Login login = logins.open(issued);
        events.publishEvent(new CredentialsRevealed(resource.identifier(), role, login.user(), actor.name()));
        return new Revealed(login.user(), login.password(), provisioning.url(resource, login));
    }
}
