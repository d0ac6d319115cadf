package dev.fairway.access;

import dev.fairway.access.organization.Credentials;
import dev.fairway.access.signin.AccessTokens;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Access tokens with which Fairway calls its own API. */
@Component
public class OwnTokens {

    private final Credentials credentials;
    private final AccessTokens tokens;

    OwnTokens(Credentials credentials, AccessTokens tokens) {
        this.credentials = credentials;
        this.tokens = tokens;
    }

    /** One of the organisation's oldest credential, which calls are signed with as well; empty while there is none. */
    public Optional<String> issue() {
        return credentials.first().map(tokens::issue);
    }
}
