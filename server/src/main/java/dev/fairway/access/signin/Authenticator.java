package dev.fairway.access.signin;

import dev.fairway.access.Actor;
import dev.fairway.access.User;
import dev.fairway.access.organization.Credential;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds out who a request is from. Roles and teams are looked up now, so a right that is taken away is gone at once. */
@Component
class Authenticator {

    private final Sessions sessions;
    private final PersonalTokens personalTokens;
    private final AccessTokens accessTokens;
    private final KnownActors known;

    Authenticator(Sessions sessions, PersonalTokens personalTokens, AccessTokens accessTokens, KnownActors known) {
        this.sessions = sessions;
        this.personalTokens = personalTokens;
        this.accessTokens = accessTokens;
        this.known = known;
    }

    Optional<Sessions.Session> session(String cookie) {
        return sessions.find(cookie);
    }

    Optional<Actor> ofSession(Sessions.Session session) {
        return known.user(session.email()).map(user -> person(user, "UI"));
    }

    Optional<Actor> ofBearer(String token, String origin) {
        if (token.startsWith(PersonalTokens.PREFIX)) {
            return personalTokens.ownerOf(token).flatMap(known::user).map(user -> person(user, origin));
        }
        return accessTokens.clientIdOf(token).flatMap(clientId -> ofCredential(clientId, origin));
    }

    Optional<Actor> ofCredential(String clientId, String origin) {
        return known.credential(clientId).map(found -> program(found, origin));
    }

    private static Actor person(User user, String origin) {
        return Actor.of(user, origin);
    }

    private static Actor program(Credential credential, String origin) {
        return new Actor(
                credential.clientId(),
                Actor.Kind.CREDENTIAL,
                Set.of(credential.role()),
                Set.copyOf(credential.teams()),
                origin);
    }
}
