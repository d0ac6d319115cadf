package dev.fairway.access.signin;

import dev.fairway.access.Actor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the actor of a request into the security context: by bearer token, or by session cookie. A browser sends its
 * cookie wherever it is told to, so what changes something must also carry the session's token in a header. The program git
 * signs in by name and token, and by nothing else.
 */
class AuthenticationFilter extends OncePerRequestFilter {

    static final String COOKIE = "fairway_session";
    static final String CSRF_HEADER = "x-csrf-token";

    private static final String BEARER = "bearer ";
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final int LONGEST_ORIGIN = 256;

    private final Authenticator authenticator;
    private final BasicSignIn programs;

    AuthenticationFilter(Authenticator authenticator, BasicSignIn programs) {
        this.authenticator = authenticator;
        this.programs = programs;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/v1/") && !isGit(request);
    }

    /** A streaming answer is finished on another dispatch, which still has to know who asked. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        actor(request)
                .ifPresent(actor -> SecurityContextHolder.getContext()
                        .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(actor, null, Set.of())));
        chain.doFilter(request, response);
    }

    private Optional<Actor> actor(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (isGit(request)) {
            return authorization != null && BasicSignIn.isMeant(authorization)
                    ? programs.actor(authorization, request, origin(request))
                    : Optional.empty();
        }
        if (authorization != null) {
            boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
            String token = bearer ? authorization.substring(BEARER.length()) : authorization;
            return authenticator.ofBearer(token.strip(), origin(request));
        }
        return sessionToken(request)
                .flatMap(authenticator::session)
                .filter(session -> isWanted(request, session))
                .flatMap(authenticator::ofSession);
    }

    static Optional<String> sessionToken(HttpServletRequest request) {
        @Nullable Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie != null && cookie.getName().equals(COOKIE)) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    private static boolean isWanted(HttpServletRequest request, Sessions.Session session) {
        String header = request.getHeader(CSRF_HEADER);
        if (SAFE_METHODS.contains(request.getMethod())) {
            return true;
        }
        if (header != null && same(header, session.csrfToken())) {
            return true;
        }
        throw new CsrfTokenMissing();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isGit(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/git/");
    }

    private static String origin(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        if (agent == null || agent.isBlank()) {
            return "API";
        }
        return agent.length() > LONGEST_ORIGIN ? agent.substring(0, LONGEST_ORIGIN) : agent;
    }
}
