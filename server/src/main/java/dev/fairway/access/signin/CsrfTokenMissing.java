package dev.fairway.access.signin;

import org.springframework.security.access.AccessDeniedException;

/** A change came with a session cookie but without the session's token. */
class CsrfTokenMissing extends AccessDeniedException {

    CsrfTokenMissing() {
        super("Send the session's csrfToken in the header " + AuthenticationFilter.CSRF_HEADER);
    }
}
