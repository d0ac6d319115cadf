package dev.fairway.notifications;

import static fairway.tables.notifications.Tables.DELIVERY;
import static org.jooq.impl.DSL.noCondition;

import dev.fairway.shared.Timestamps;
import dev.fairway.shared.jobs.Chores;
import fairway.tables.notifications.tables.records.DeliveryRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What is sent to the outside, and what became of it. */
@Repository
class Deliveries {

    private final DSLContext db;
    private final Clock clock;
    private final Chores chores;

    Deliveries(DSLContext db, Clock clock, Chores chores) {
        this.db = db;
        this.clock = clock;
        this.chores = chores;
    }

    /** The ways out. */
    enum Channel {
        MAIL,
        SLACK,
        WEBHOOK
    }

    enum State {
        DUE,
        SENT,
        GIVEN_UP
    }

    /** @param recipient a person, or a team */
    record Message(Channel channel, String recipient, String kind, String key, Text text, String link) {}

    /** @param attempts that were made so far */
    record Due(long id, Message message, int attempts) {}

    /** As administrators see it. */
    record Delivery(
            long id,
            Channel channel,
            String recipient,
            String kind,
            String subject,
            State state,
            int attempts,
            @Nullable String error,
            String at) {}

    /** Once for each way, recipient and fact. */
    void add(Message message) {
        Long id = db.insertInto(DELIVERY)
                .set(DELIVERY.CHANNEL, message.channel().name())
                .set(DELIVERY.RECIPIENT, message.recipient())
                .set(DELIVERY.KIND, message.kind())
                .set(DELIVERY.KEY, message.key())
                .set(DELIVERY.SUBJECT, message.text().subject())
                .set(DELIVERY.BODY, message.text().body())
                .set(DELIVERY.LINK, message.link())
                .set(DELIVERY.STATE, State.DUE.name())
                .set(DELIVERY.AT, now())
                .onConflictDoNothing()
                .returningResult(DELIVERY.ID)
                .fetchOne(DELIVERY.ID);
        if (id != null) {
            chores.add(Sending.KIND, String.valueOf(id));
        }
    }

    Optional<Due> due(long id) {
        return db.selectFrom(DELIVERY)
                .where(DELIVERY.ID.eq(id), DELIVERY.STATE.eq(State.DUE.name()))
                .fetchOptional(row -> new Due(
                        row.getId(),
                        new Message(
                                Channel.valueOf(row.getChannel()),
                                row.getRecipient(),
                                row.getKind(),
                                row.getKey(),
                                new Text(row.getSubject(), row.getBody()),
                                row.getLink()),
                        row.getAttempts()));
    }

    void sent(long id) {
        end(id, State.SENT, null);
    }

    void giveUp(long id, String error) {
        end(id, State.GIVEN_UP, error);
    }

    private void end(long id, State state, @Nullable String error) {
        db.update(DELIVERY)
                .set(DELIVERY.STATE, state.name())
                .set(DELIVERY.ERROR, error)
                .set(DELIVERY.ATTEMPTS, DELIVERY.ATTEMPTS.plus(1))
                .set(DELIVERY.ENDED_AT, now())
                .where(DELIVERY.ID.eq(id))
                .execute();
    }

    void tryAgain(long id, String error, Instant at) {
        db.update(DELIVERY)
                .set(DELIVERY.ERROR, error)
                .set(DELIVERY.ATTEMPTS, DELIVERY.ATTEMPTS.plus(1))
                .where(DELIVERY.ID.eq(id))
                .execute();
        chores.add(Sending.KIND, String.valueOf(id), at);
    }

    /** Newest first. @param before only those behind this one; null from the newest */
    List<Delivery> page(@Nullable State state, @Nullable Long before, int limit) {
        return db.selectFrom(DELIVERY)
                .where(state == null ? noCondition() : DELIVERY.STATE.eq(state.name()))
                .and(before == null ? noCondition() : DELIVERY.ID.lt(before))
                .orderBy(DELIVERY.ID.desc())
                .limit(limit)
                .fetch(Deliveries::delivery);
    }

    int forget(Duration kept) {
        return db.deleteFrom(DELIVERY)
                .where(DELIVERY.AT.lt(now().minus(kept)), DELIVERY.STATE.ne(State.DUE.name()))
                .execute();
    }

    private static Delivery delivery(DeliveryRecord row) {
        return new Delivery(
                row.getId(),
                Channel.valueOf(row.getChannel()),
                row.getRecipient(),
                row.getKind(),
                row.getSubject(),
                State.valueOf(row.getState()),
                row.getAttempts(),
                row.getError(),
                Timestamps.format(row.getAt().toInstant()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
