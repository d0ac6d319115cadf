package dev.fairway.access;

import dev.fairway.access.organization.Credentials;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Lets a part of Fairway use the public API as any program does, by a credential that is gone when the work is done. */
@Component
public class OneTimeCredential {

    private final Credentials credentials;

    OneTimeCredential(Credentials credentials) {
        this.credentials = credentials;
    }

    /** What to sign in with. */
    public record Login(String clientId, String clientSecret) {
        @Override
        public String toString() {
            return "Login[" + clientId + "]";
        }
    }

    /** @param clientId also what the audit log shows; one that a crash left behind is replaced */
    public void with(String clientId, Actor actor, Consumer<Login> work) {
        if (credentials.find(clientId).isPresent()) {
            credentials.revoke(clientId, actor);
        }
        String secret = credentials
                .register(clientId, new Credentials.Content(clientId, Role.ADMIN, List.of()), actor)
                .secret();
        try {
            work.accept(new Login(clientId, secret));
        } finally {
            credentials.revoke(clientId, actor);
        }
    }
}
