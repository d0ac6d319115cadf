package dev.fairway.access.signin;

import static fairway.tables.access.Tables.APP_USER;

import org.jooq.DSLContext;

/** Opens sessions for tests as a sign-in does, without the hashes of passwords, which take most of its time. */
public class OpenSessions {

    private final Sessions sessions;
    private final DSLContext db;

    OpenSessions(Sessions sessions, DSLContext db) {
        this.sessions = sessions;
        this.db = db;
    }

    /** Headers of a browser that somebody has signed in with. */
    public record Browser(String cookie, String csrfToken) {}

    /** For somebody who was invited, as if the first password had been changed. */
    public Browser open(String email) {
        db.update(APP_USER)
                .set(APP_USER.MUST_CHANGE_PASSWORD, false)
                .where(APP_USER.EMAIL.eq(email))
                .execute();
        Sessions.Opened opened =
                sessions.open(db.fetchSingle(APP_USER, APP_USER.EMAIL.eq(email)).getId());
        return new Browser("%s=%s".formatted(AuthenticationFilter.COOKIE, opened.token()), opened.csrfToken());
    }
}
