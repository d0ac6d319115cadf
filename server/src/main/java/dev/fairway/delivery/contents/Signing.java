package dev.fairway.delivery.contents;

import dev.fairway.access.Actor;
import dev.fairway.access.User;
import dev.fairway.access.Users;
import java.time.Clock;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.PersonIdent;
import org.springframework.stereotype.Component;

/** Whom a commit is by. */
@Component
public class Signing {

    private final Users users;
    private final Clock clock;

    Signing(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    /** With the time of now. */
    public PersonIdent person(Actor actor) {
        String name = users.find(actor.name())
                .map(User::displayName)
                .orElse(actor.kind() == Actor.Kind.SYSTEM ? "Fairway" : actor.name());
        return ident(name, actor.name());
    }

    /** The same of somebody who is known by name only. */
    public PersonIdent named(String actor) {
        return ident(users.find(actor).map(User::displayName).orElse(actor), actor);
    }

    private PersonIdent ident(String name, String email) {
        return new PersonIdent(name, email, clock.instant(), ZoneOffset.UTC);
    }
}
