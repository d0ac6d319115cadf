package dev.fairway.access;

import dev.fairway.access.organization.Credentials;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Those who do something, by their names, as what they asked for goes on while they are away. */
@Component
public class Actors {

    private final Users users;
    private final Credentials credentials;

    Actors(Users users, Credentials credentials) {
        this.users = users;
        this.credentials = credentials;
    }

    /**
     * With the roles and teams that they have now.
     *
     * @param name e-mail of a person, client id of a credential, or {@code system}
     * @param origin where the call comes from
     * @return empty for those who are not there any more, or may not sign in
     */
    public Optional<Actor> named(String name, String origin) {
        if (name.equals(Actor.SYSTEM.name())) {
            return Optional.of(Actor.SYSTEM.withOrigin(origin));
        }
        return users.find(name)
                .filter(user -> user.status() == User.Status.ACTIVE)
                .map(user -> Actor.of(user, origin))
                .or(() -> credentials
                        .find(name)
                        .map(credential -> new Actor(
                                credential.clientId(),
                                Actor.Kind.CREDENTIAL,
                                Set.of(credential.role()),
                                Set.copyOf(credential.teams()),
                                origin)));
    }
}
