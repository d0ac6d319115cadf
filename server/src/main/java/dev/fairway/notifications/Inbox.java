package dev.fairway.notifications;

import static fairway.tables.notifications.Tables.NOTIFICATION;
import static org.jooq.impl.DSL.noCondition;

import dev.fairway.shared.Json;
import dev.fairway.shared.Notifiable;
import fairway.tables.notifications.tables.records.NotificationRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What people were told, newest first. */
@Repository
class Inbox {

    private final DSLContext db;
    private final Clock clock;

    Inbox(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** What somebody was told. */
    record Item(
            long id,
            String kind,
            Map<String, String> values,
            String link,
            Instant at,
            @Nullable Instant readAt) {}

    /** @return whether they were not told of it before */
    boolean add(String person, Notifiable fact) {
        return db.insertInto(NOTIFICATION)
                        .set(NOTIFICATION.PERSON, person)
                        .set(NOTIFICATION.KIND, fact.kind())
                        .set(NOTIFICATION.KEY, fact.key())
                        .set(NOTIFICATION.VALUES, Json.ordered(Json.MAPPER.valueToTree(fact.values())))
                        .set(NOTIFICATION.LINK, fact.link())
                        .set(NOTIFICATION.AT, now())
                        .onConflictDoNothing()
                        .execute()
                > 0;
    }

    /** @param before only those behind this one; null from the newest */
    List<Item> page(String person, boolean unreadOnly, @Nullable Long before, int limit) {
        return db.selectFrom(NOTIFICATION)
                .where(NOTIFICATION.PERSON.eq(person))
                .and(unreadOnly ? NOTIFICATION.READ_AT.isNull() : noCondition())
                .and(before == null ? noCondition() : NOTIFICATION.ID.lt(before))
                .orderBy(NOTIFICATION.ID.desc())
                .limit(limit)
                .fetch(Inbox::item);
    }

    List<Item> unreadSince(String person, Instant since, int limit) {
        return db.selectFrom(NOTIFICATION)
                .where(NOTIFICATION.PERSON.eq(person), NOTIFICATION.READ_AT.isNull())
                .and(NOTIFICATION.AT.gt(since.atOffset(ZoneOffset.UTC)))
                .orderBy(NOTIFICATION.ID.desc())
                .limit(limit)
                .fetch(Inbox::item);
    }

    int unread(String person) {
        return db.fetchCount(NOTIFICATION, NOTIFICATION.PERSON.eq(person), NOTIFICATION.READ_AT.isNull());
    }

    /** @param ids none for all. @return how many were unread */
    int read(String person, Collection<Long> ids) {
        return db.update(NOTIFICATION)
                .set(NOTIFICATION.READ_AT, now())
                .where(NOTIFICATION.PERSON.eq(person), NOTIFICATION.READ_AT.isNull())
                .and(ids.isEmpty() ? noCondition() : NOTIFICATION.ID.in(ids))
                .execute();
    }

    void forget(String person) {
        db.deleteFrom(NOTIFICATION).where(NOTIFICATION.PERSON.eq(person)).execute();
    }

    int forget(Duration kept) {
        return db.deleteFrom(NOTIFICATION)
                .where(NOTIFICATION.AT.lt(now().minus(kept)))
                .execute();
    }

    private static Item item(NotificationRecord row) {
        OffsetDateTime read = row.getReadAt();
        return new Item(
                row.getId(),
                row.getKind(),
                Json.fields(Json.readObject(row.getValues())).entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, value -> value.getValue().asString(""))),
                row.getLink(),
                row.getAt().toInstant(),
                read == null ? null : read.toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
