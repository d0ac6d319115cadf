package dev.fairway.access.signin;

import static fairway.tables.access.Tables.SIGN_IN_FAILURE;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down: after five failures for one name, or fifty from one address (an office may share one), each
 * further one doubles the wait, from one second to fifteen minutes; a quiet hour forgets them.
 */
@Component
class SignInThrottle {

    private static final int FREE_BY_NAME = 5;
    private static final int FREE_BY_ADDRESS = 50;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGET_AFTER = Duration.ofHours(1);

    private final DSLContext db;
    private final Clock clock;

    SignInThrottle(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Who or what is counted, and how many failures it has free. */
    record Subject(String key, int free) {

        static Subject email(String email) {
            return new Subject("email:" + email, FREE_BY_NAME);
        }

        static Subject client(String clientId) {
            return new Subject("client:" + clientId, FREE_BY_NAME);
        }

        /** A name that a program signs in with; guessing there does not keep the person from signing in. */
        static Subject program(String name) {
            return new Subject("program:" + name, FREE_BY_NAME);
        }

        static Subject address(String address) {
            return new Subject("address:" + address, FREE_BY_ADDRESS);
        }
    }

    /** @throws TooManyAttempts while the subject has to wait */
    void admit(Subject subject) {
        Instant now = clock.instant();
        db.select(SIGN_IN_FAILURE.BLOCKED_UNTIL)
                .from(SIGN_IN_FAILURE)
                .where(SIGN_IN_FAILURE.SUBJECT.eq(subject.key()))
                .fetchOptional(SIGN_IN_FAILURE.BLOCKED_UNTIL)
                .map(OffsetDateTime::toInstant)
                .filter(now::isBefore)
                .ifPresent(until -> {
                    throw new TooManyAttempts(Duration.between(now, until));
                });
    }

    void failed(Subject subject) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        Integer failures = db.insertInto(SIGN_IN_FAILURE)
                .set(SIGN_IN_FAILURE.SUBJECT, subject.key())
                .set(SIGN_IN_FAILURE.FAILURES, 1)
                .set(SIGN_IN_FAILURE.BLOCKED_UNTIL, now)
                .set(SIGN_IN_FAILURE.LAST_AT, now)
                .onConflict(SIGN_IN_FAILURE.SUBJECT)
                .doUpdate()
                .set(
                        SIGN_IN_FAILURE.FAILURES,
                        when(SIGN_IN_FAILURE.LAST_AT.lt(now.minus(FORGET_AFTER)), 1)
                                .otherwise(SIGN_IN_FAILURE.FAILURES.plus(1)))
                .set(SIGN_IN_FAILURE.LAST_AT, excluded(SIGN_IN_FAILURE.LAST_AT))
                .returningResult(SIGN_IN_FAILURE.FAILURES)
                .fetchSingle()
                .value1();
        db.update(SIGN_IN_FAILURE)
                .set(SIGN_IN_FAILURE.BLOCKED_UNTIL, now.plus(waitAfter(failures - subject.free())))
                .where(SIGN_IN_FAILURE.SUBJECT.eq(subject.key()))
                .execute();
    }

    void succeeded(Subject subject) {
        db.deleteFrom(SIGN_IN_FAILURE)
                .where(SIGN_IN_FAILURE.SUBJECT.eq(subject.key()))
                .execute();
    }

    /** @return how many */
    int forgetOld() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return db.deleteFrom(SIGN_IN_FAILURE)
                .where(SIGN_IN_FAILURE.LAST_AT.lt(now.minus(FORGET_AFTER)), SIGN_IN_FAILURE.BLOCKED_UNTIL.lt(now))
                .execute();
    }

    private static Duration waitAfter(int failuresTooMany) {
        if (failuresTooMany < 0) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(failuresTooMany, 20));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
