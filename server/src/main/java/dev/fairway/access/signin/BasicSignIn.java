package dev.fairway.access.signin;

import dev.fairway.access.Actor;
import dev.fairway.access.organization.Credentials;
import dev.fairway.access.signin.SignInThrottle.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Name and secret as programs such as git send them: the e-mail of a person with one of their tokens, or a client id with
 * its secret. Access tokens go with their client id. The name {@code fairway} fits every token. Passwords of people fit nowhere.
 */
@Component
class BasicSignIn {

    private static final String BASIC = "basic ";
    private static final String ANYBODY = "fairway";

    private final Authenticator authenticator;
    private final Credentials credentials;
    private final SignInThrottle throttle;

    BasicSignIn(Authenticator authenticator, Credentials credentials, SignInThrottle throttle) {
        this.authenticator = authenticator;
        this.credentials = credentials;
        this.throttle = throttle;
    }

    static boolean isMeant(String authorization) {
        return authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
    }

    private record Login(String name, String secret) {}

    /**
     * Empty when nobody is known by what was sent.
     *
     * @throws TooManyAttempts after too many of those
     */
    Optional<Actor> actor(String authorization, HttpServletRequest request, String origin) {
        Optional<Login> login = login(authorization.substring(BASIC.length()).strip());
        if (login.isEmpty()) {
            return Optional.empty();
        }
        List<Subject> subjects =
                List.of(Subject.program(login.get().name()), Subject.address(String.valueOf(request.getRemoteAddr())));
        subjects.forEach(throttle::admit);
        Optional<Actor> actor = actor(login.get(), origin);
        if (actor.isEmpty()) {
            subjects.forEach(throttle::failed);
        }
        return actor;
    }

    private Optional<Actor> actor(Login login, String origin) {
        return authenticator
                .ofBearer(login.secret(), origin)
                .filter(actor -> login.name().equals(ANYBODY) || login.name().equals(actor.name()))
                .or(() -> credentials
                        .verify(login.name(), login.secret())
                        .flatMap(credential -> authenticator.ofCredential(credential.clientId(), origin)));
    }

    private static Optional<Login> login(String encoded) {
        try {
            String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(new Login(name(text.substring(0, colon)), text.substring(colon + 1)));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    /** E-mails are kept in lower case; client ids are not. */
    private static String name(String given) {
        return given.contains("@") ? given.toLowerCase(Locale.ROOT) : given;
    }
}
