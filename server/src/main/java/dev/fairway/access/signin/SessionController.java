package dev.fairway.access.signin;

import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.access.SetupState;
import dev.fairway.access.User;
import dev.fairway.access.Users;
import dev.fairway.access.organization.Organization;
import dev.fairway.access.organization.Organizations;
import dev.fairway.access.signin.SignInThrottle.Subject;
import dev.fairway.shared.http.Done;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/auth")
class SessionController {

    /** Readable by scripts, so that a page knows without asking that nobody is signed in; it opens nothing. */
    private static final String HINT = "fairway_signed_in";

    record SignIn(@Nullable String email, @Nullable String password) {
        @Override
        public String toString() {
            return "SignIn[" + email + "]";
        }
    }

    record NewPassword(
            @Nullable String currentPassword, @Nullable String newPassword) {
        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    record SignedInUser(
            String email,
            String firstName,
            String lastName,
            String name,
            List<String> roles,
            List<String> teams,
            boolean mustChangePassword) {}

    record Setup(boolean empty, boolean demo) {}

    record SessionAnswer(boolean ok, SignedInUser user, Organization organization, Setup setup, String csrfToken) {}

    private final Sessions sessions;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final Users users;
    private final Organizations organizations;
    private final SetupState setup;

    SessionController(
            Sessions sessions,
            Passwords passwords,
            SignInThrottle throttle,
            Users users,
            Organizations organizations,
            SetupState setup) {
        this.sessions = sessions;
        this.passwords = passwords;
        this.throttle = throttle;
        this.users = users;
        this.organizations = organizations;
        this.setup = setup;
    }

    /** Signs in with e-mail address and password. The session is a cookie; changes need its CSRF token in a header. */
    @PostMapping("/session")
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @Requires(Permission.NONE)
    SessionAnswer signIn(@RequestBody SignIn body, HttpServletRequest request, HttpServletResponse response) {
        String email = body.email() == null ? "" : body.email().strip().toLowerCase(Locale.ROOT);
        Subject byEmail = Subject.email(email);
        Subject byAddress = Subject.address(request.getRemoteAddr());
        throttle.admit(byEmail);
        throttle.admit(byAddress);
        User user = passwords
                .verify(email, body.password() == null ? "" : body.password())
                .orElseThrow(() -> {
                    throttle.failed(byEmail);
                    throttle.failed(byAddress);
                    return new InvalidCredentials("This e-mail and password do not belong together");
                });
        throttle.succeeded(byEmail);
        throttle.succeeded(byAddress);
        Sessions.Opened opened = sessions.open(user.id());
        keep(opened.token(), request, response);
        return answer(user, opened.csrfToken());
    }

    /** Who is signed in, with roles, teams and the CSRF token of the session. */
    @GetMapping("/session")
    @Requires(Permission.MEMBER)
    SessionAnswer current(Actor actor, HttpServletRequest request) {
        Sessions.Session session = AuthenticationFilter.sessionToken(request)
                .flatMap(sessions::find)
                .orElseThrow(() -> new NotSignedIn("This is a page for signed-in browsers; a token has no session"));
        return answer(users.get(actor.name()), session.csrfToken());
    }

    /** Ends the session. */
    @DeleteMapping("/session")
    @Requires(Permission.MEMBER)
    Done signOut(HttpServletRequest request, HttpServletResponse response) {
        AuthenticationFilter.sessionToken(request).ifPresent(sessions::close);
        send(
                response,
                cookie(AuthenticationFilter.COOKIE, "", request).httpOnly(true).maxAge(0));
        send(response, cookie(HINT, "", request).maxAge(0));
        return Done.OK;
    }

    /** Changes the caller's own password and signs out every other browser. */
    @PutMapping("/password")
    @Requires(Permission.MEMBER)
    SessionAnswer changePassword(
            @RequestBody NewPassword body, Actor actor, HttpServletRequest request, HttpServletResponse response) {
        throttle.admit(Subject.email(actor.name()));
        User user = passwords
                .verify(actor.name(), body.currentPassword() == null ? "" : body.currentPassword())
                .orElseThrow(() -> {
                    throttle.failed(Subject.email(actor.name()));
                    return new InvalidCredentials("The current password is not right");
                });
        passwords.set(user, body.newPassword() == null ? "" : body.newPassword());
        sessions.closeAll(user.id());
        Sessions.Opened opened = sessions.open(user.id());
        keep(opened.token(), request, response);
        return answer(user, opened.csrfToken());
    }

    private SessionAnswer answer(User user, String csrfToken) {
        SignedInUser signedIn = new SignedInUser(
                user.email(),
                user.name().first(),
                user.name().last(),
                user.displayName(),
                user.roles(),
                user.teams(),
                passwords.mustChange(user));
        return new SessionAnswer(
                true, signedIn, organizations.get(), new Setup(setup.isEmpty(), setup.hasDemo()), csrfToken);
    }

    private static void keep(String token, HttpServletRequest request, HttpServletResponse response) {
        send(response, cookie(AuthenticationFilter.COOKIE, token, request).httpOnly(true));
        send(response, cookie(HINT, "true", request));
    }

    private static void send(HttpServletResponse response, ResponseCookie.ResponseCookieBuilder cookie) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String name, String value, HttpServletRequest request) {
        return ResponseCookie.from(name, value)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path("/");
    }
}
