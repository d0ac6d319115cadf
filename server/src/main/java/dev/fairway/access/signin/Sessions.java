package dev.fairway.access.signin;

import static fairway.tables.access.Tables.APP_USER;
import static fairway.tables.access.Tables.SESSION;

import dev.fairway.access.AccessSettings;
import dev.fairway.access.User;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Signed-in browsers. They live in the database, so that they survive a restart and any node knows them. */
@Repository
class Sessions {

    private final DSLContext db;
    private final Clock clock;
    private final AccessSettings settings;

    Sessions(DSLContext db, Clock clock, AccessSettings settings) {
        this.db = db;
        this.clock = clock;
        this.settings = settings;
    }

    /** @param token what the cookie holds; only its digest is kept */
    record Opened(String token, String csrfToken) {}

    record Session(String email, String csrfToken) {}

    @Transactional
    Opened open(UUID user) {
        Opened opened = new Opened(Digest.randomToken(), Digest.randomToken());
        OffsetDateTime now = now();
        db.deleteFrom(SESSION).where(SESSION.EXPIRES_AT.lt(now)).execute();
        db.insertInto(SESSION)
                .set(SESSION.TOKEN_HASH, Digest.of(opened.token()))
                .set(SESSION.USER_ID, user)
                .set(SESSION.CSRF_TOKEN, opened.csrfToken())
                .set(SESSION.CREATED_AT, now)
                .set(SESSION.LAST_SEEN_AT, now)
                .set(SESSION.EXPIRES_AT, now.plus(settings.sessionLength()))
                .execute();
        db.update(APP_USER)
                .set(APP_USER.LAST_SIGN_IN_AT, now)
                .set(APP_USER.STATUS, User.Status.ACTIVE.name())
                .where(APP_USER.ID.eq(user))
                .execute();
        return opened;
    }

    /** The session behind a cookie, kept alive by this look when half of its time has passed. */
    Optional<Session> find(String token) {
        OffsetDateTime now = now();
        byte[] hash = Digest.of(token);
        var found = db.select(APP_USER.EMAIL, SESSION.CSRF_TOKEN, SESSION.LAST_SEEN_AT)
                .from(SESSION)
                .join(APP_USER)
                .on(APP_USER.ID.eq(SESSION.USER_ID))
                .where(SESSION.TOKEN_HASH.eq(hash), SESSION.EXPIRES_AT.gt(now))
                .and(APP_USER.STATUS.ne(User.Status.DISABLED.name()))
                .fetchOptional();
        found.filter(row ->
                        row.value3().plus(settings.sessionLength().dividedBy(2)).isBefore(now))
                .ifPresent(row -> keepAlive(hash, now));
        return found.map(row -> new Session(row.value1(), row.value2()));
    }

    void close(String token) {
        db.deleteFrom(SESSION).where(SESSION.TOKEN_HASH.eq(Digest.of(token))).execute();
    }

    void closeAll(UUID user) {
        db.deleteFrom(SESSION).where(SESSION.USER_ID.eq(user)).execute();
    }

    /** @return how many */
    int forgetExpired() {
        return db.deleteFrom(SESSION).where(SESSION.EXPIRES_AT.le(now())).execute();
    }

    private void keepAlive(byte[] hash, OffsetDateTime now) {
        db.update(SESSION)
                .set(SESSION.LAST_SEEN_AT, now)
                .set(SESSION.EXPIRES_AT, now.plus(settings.sessionLength()))
                .where(SESSION.TOKEN_HASH.eq(hash))
                .execute();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
