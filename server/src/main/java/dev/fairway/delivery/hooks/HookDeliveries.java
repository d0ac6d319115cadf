package dev.fairway.delivery.hooks;

import static fairway.tables.delivery.Tables.HOOK_DELIVERY;
import static org.jooq.impl.DSL.noCondition;

import dev.fairway.shared.NotFound;
import dev.fairway.shared.jobs.Chores;
import fairway.tables.delivery.tables.records.HookDeliveryRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Messages to webhooks, and what became of them. */
@Repository
class HookDeliveries {

    static final String CHORE = "git-webhook";

    private static final int MOST_ATTEMPTS = 8;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);

    private final DSLContext db;
    private final Clock clock;
    private final Chores chores;

    HookDeliveries(DSLContext db, Clock clock, Chores chores) {
        this.db = db;
        this.clock = clock;
        this.chores = chores;
    }

    /** @return its id */
    @Transactional
    UUID add(Webhook webhook, Webhook.Event event, String body) {
        HookDeliveryRecord row = new HookDeliveryRecord();
        row.setId(UUID.randomUUID());
        row.setWebhookId(webhook.id());
        row.setEvent(event.name());
        row.setBody(body);
        row.setState(HookDelivery.State.WAITING.name());
        row.setCreatedAt(now());
        db.insertInto(HOOK_DELIVERY).set(row).execute();
        chores.add(CHORE, row.getId().toString());
        return row.getId();
    }

    /** @throws NotFound when it is none of that webhook, or older than 30 days */
    HookDelivery get(Webhook webhook, UUID id) {
        return list(HOOK_DELIVERY.WEBHOOK_ID.eq(webhook.id()).and(HOOK_DELIVERY.ID.eq(id)), 1).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("delivery", "id", id.toString()));
    }

    /** Says the same once more, under another {@code Idempotency-Key}, as whoever asks wants it to be heard. */
    @Transactional
    HookDelivery again(Webhook webhook, UUID id) {
        HookDelivery before = get(webhook, id);
        return get(webhook, add(webhook, before.event(), before.body()));
    }

    /** A message that still waits, and where it goes. */
    record Waiting(UUID id, UUID webhook, Webhook.Event event, String body) {}

    Optional<Waiting> waiting(UUID id) {
        return db.selectFrom(HOOK_DELIVERY)
                .where(HOOK_DELIVERY.ID.eq(id), HOOK_DELIVERY.STATE.eq(HookDelivery.State.WAITING.name()))
                .fetchOptional(row -> new Waiting(
                        row.getId(), row.getWebhookId(), Webhook.Event.valueOf(row.getEvent()), row.getBody()));
    }

    @Transactional
    void delivered(UUID id, String answer) {
        tried(id, HookDelivery.State.DELIVERED, answer);
    }

    /** It is tried again after 10 seconds, then twice as long each time, eight times in all. */
    @Transactional
    void failed(UUID id, String answer) {
        int attempts = tried(id, HookDelivery.State.WAITING, answer);
        if (attempts >= MOST_ATTEMPTS) {
            db.update(HOOK_DELIVERY)
                    .set(HOOK_DELIVERY.STATE, HookDelivery.State.FAILED.name())
                    .where(HOOK_DELIVERY.ID.eq(id))
                    .execute();
            return;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << (attempts - 1));
        chores.add(CHORE, id.toString(), clock.instant().plus(wait));
    }

    @Transactional
    void givenUp(UUID id, String answer) {
        tried(id, HookDelivery.State.FAILED, answer);
    }

    private int tried(UUID id, HookDelivery.State state, String answer) {
        return db.update(HOOK_DELIVERY)
                .set(HOOK_DELIVERY.STATE, state.name())
                .set(HOOK_DELIVERY.ATTEMPTS, HOOK_DELIVERY.ATTEMPTS.plus(1))
                .set(HOOK_DELIVERY.ANSWER, answer)
                .set(HOOK_DELIVERY.TRIED_AT, now())
                .where(HOOK_DELIVERY.ID.eq(id))
                .returningResult(HOOK_DELIVERY.ATTEMPTS)
                .fetchOptional(HOOK_DELIVERY.ATTEMPTS)
                .orElse(MOST_ATTEMPTS);
    }

    /** The newest first. @param before place of the last one of the page before */
    List<HookDelivery> newest(Webhook webhook, @Nullable Long before, int limit) {
        return list(
                HOOK_DELIVERY
                        .WEBHOOK_ID
                        .eq(webhook.id())
                        .and(before == null ? noCondition() : HOOK_DELIVERY.PLACE.lt(before)),
                limit);
    }

    private List<HookDelivery> list(Condition condition, int limit) {
        return db.selectFrom(HOOK_DELIVERY)
                .where(condition)
                .orderBy(HOOK_DELIVERY.PLACE.desc())
                .limit(limit)
                .fetch(row -> {
                    OffsetDateTime tried = row.getTriedAt();
                    return new HookDelivery(
                            row.getId(),
                            row.getPlace(),
                            Webhook.Event.valueOf(row.getEvent()),
                            row.getBody(),
                            HookDelivery.State.valueOf(row.getState()),
                            row.getAttempts(),
                            row.getAnswer(),
                            row.getCreatedAt().toInstant(),
                            tried == null ? null : tried.toInstant());
                });
    }

    /** @return how many */
    int forget(Duration kept) {
        return db.deleteFrom(HOOK_DELIVERY)
                .where(HOOK_DELIVERY.CREATED_AT.lt(now().minus(kept)))
                .execute();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
