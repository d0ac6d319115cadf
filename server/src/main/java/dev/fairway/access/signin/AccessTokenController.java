package dev.fairway.access.signin;

import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.access.organization.Credential;
import dev.fairway.access.organization.Credentials;
import dev.fairway.access.signin.SignInThrottle.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AccessTokenController {

    record ClientSecret(@Nullable String clientId, @Nullable String clientSecret) {
        @Override
        public String toString() {
            return "ClientSecret[" + clientId + "]";
        }
    }

    /** @param expiresIn seconds */
    record AccessTokenAnswer(boolean ok, String accessToken, long expiresIn, String tokenType) {}

    private final Credentials credentials;
    private final AccessTokens tokens;
    private final SignInThrottle throttle;

    AccessTokenController(Credentials credentials, AccessTokens tokens, SignInThrottle throttle) {
        this.credentials = credentials;
        this.tokens = tokens;
        this.throttle = throttle;
    }

    /** Gives a token for a client id and secret. It is sent as a bearer token until it expires. */
    @PostMapping("/v1/auth/access_token")
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @Requires(Permission.NONE)
    AccessTokenAnswer issue(@RequestBody ClientSecret body) {
        String clientId = body.clientId();
        if (clientId == null || body.clientSecret() == null) {
            throw new InvalidCredentials("clientId and clientSecret are needed");
        }
        Subject subject = Subject.client(clientId);
        throttle.admit(subject);
        Credential credential = credentials
                .verify(clientId, body.clientSecret())
                .orElseThrow(() -> {
                    throttle.failed(subject);
                    return new InvalidCredentials("This client id and secret do not belong together");
                });
        return new AccessTokenAnswer(true, tokens.issue(credential), tokens.secondsValid(), "Bearer");
    }
}
