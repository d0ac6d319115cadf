package dev.fairway.access.repeats;

import static fairway.tables.access.Tables.ANSWER;

import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import fairway.tables.access.tables.records.AnswerRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Repository;

/** What requests with a key were answered during the last day. */
@Repository
class Answers {

    private static final Duration KEPT = Duration.ofHours(24);

    private final DSLContext db;
    private final Clock clock;

    Answers(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    record Answer(int status, @Nullable String contentType, byte[] body) {}

    /**
     * Waits while the same request is being carried out, and claims it until the transaction ends when it was not.
     *
     * @return the answer that it had
     * @throws InvalidInput when the key came with another request
     */
    Optional<Answer> claim(Asked asked) {
        db.deleteFrom(ANSWER).where(of(asked), ANSWER.AT.lt(oldest())).execute();
        if (insert(asked)) {
            return Optional.empty();
        }
        AnswerRecord before =
                db.selectFrom(ANSWER).where(of(asked)).fetchOptional().orElseThrow(Answers::busy);
        if (!asked.isSame(before.getFingerprint())) {
            throw new InvalidInput(
                    Asked.HEADER,
                    "\"%s\" came with another request before; send this one with another key".formatted(asked.key()));
        }
        return Optional.of(new Answer(before.getStatus(), before.getContentType(), before.getBody()));
    }

    void keep(Asked asked, Answer answer) {
        db.update(ANSWER)
                .set(ANSWER.STATUS, answer.status())
                .set(ANSWER.CONTENT_TYPE, answer.contentType())
                .set(ANSWER.BODY, answer.body())
                .where(of(asked))
                .execute();
    }

    /** @return how many */
    int forgetOld() {
        return db.deleteFrom(ANSWER).where(ANSWER.AT.lt(oldest())).execute();
    }

    private boolean insert(Asked asked) {
        try {
            db.execute("set local lock_timeout = '10s'");
            int inserted = db.insertInto(ANSWER)
                    .set(ANSWER.ACTOR, asked.actor())
                    .set(ANSWER.KEY, asked.key())
                    .set(ANSWER.FINGERPRINT, asked.fingerprint())
                    .set(ANSWER.AT, now())
                    .onConflictDoNothing()
                    .execute();
            db.execute("set local lock_timeout to default");
            return inserted == 1;
        } catch (CannotAcquireLockException stillRunning) {
            throw busy();
        }
    }

    private static Conflict busy() {
        return new Conflict(
                "request_in_progress",
                "The same request is still being carried out; send it again in a while to get its answer",
                Map.of());
    }

    private static Condition of(Asked asked) {
        return ANSWER.ACTOR.eq(asked.actor()).and(ANSWER.KEY.eq(asked.key()));
    }

    private OffsetDateTime oldest() {
        return now().minus(KEPT);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
