package dev.fairway.access.organization;

import static fairway.tables.access.Tables.ORGANIZATION;

import dev.fairway.access.Actor;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import fairway.tables.access.tables.records.OrganizationRecord;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** The one organisation of an installation. */
@Repository
public class Organizations {

    /** Teams and users are catalog entities; clients look for this flag before they rely on it. */
    private static final List<String> FEATURE_FLAGS = List.of("USERS_AND_TEAMS_OWNERSHIP_V2");

    private static final int MAX_NAME = 100;
    private static final int MAX_ANNOUNCEMENT = 300;

    private final DSLContext db;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Organizations(DSLContext db, Clock clock, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.events = events;
    }

    /** What may be changed; null leaves it as it is, and settings are merged key by key. */
    public record Change(
            @Nullable String name,
            @Nullable ObjectNode settings,
            @Nullable ObjectNode announcement) {

        public Change {
            if (name != null && (name.isBlank() || name.length() > MAX_NAME)) {
                throw new InvalidInput("name", "has 1 to %d characters".formatted(MAX_NAME));
            }
            if (announcement != null
                    && announcement.path("content").asString("").length() > MAX_ANNOUNCEMENT) {
                throw new InvalidInput("announcement.content", "has at most %d characters".formatted(MAX_ANNOUNCEMENT));
            }
        }
    }

    public Optional<Organization> find() {
        return db.selectFrom(ORGANIZATION).fetchOptional(Organizations::organization);
    }

    public Organization get() {
        return find().orElseThrow(
                        () -> new IllegalStateException("The first start did not finish; start Fairway again"));
    }

    @Transactional
    public void create(String id, String name) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        db.insertInto(ORGANIZATION)
                .set(ORGANIZATION.ID, id)
                .set(ORGANIZATION.NAME, name)
                .set(ORGANIZATION.CREATED_AT, now)
                .set(ORGANIZATION.UPDATED_AT, now)
                .execute();
    }

    @Transactional
    public Organization change(Change change, Actor actor) {
        Organization before = get();
        ObjectNode settings = before.settings().deepCopy();
        if (change.settings() != null) {
            settings.setAll(change.settings());
        }
        db.update(ORGANIZATION)
                .set(ORGANIZATION.NAME, change.name() == null ? before.name() : change.name())
                .set(ORGANIZATION.SETTINGS, JSONB.valueOf(settings.toString()))
                .set(ORGANIZATION.ANNOUNCEMENT, JSONB.valueOf(merged(before.announcement(), change.announcement())))
                .set(ORGANIZATION.UPDATED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
        Organization after = get();
        events.publishEvent(new OrganizationChanged(before, after, actor.name()));
        return after;
    }

    private static String merged(ObjectNode before, @Nullable ObjectNode change) {
        return change == null
                ? before.toString()
                : before.deepCopy().setAll(change).toString();
    }

    private static Organization organization(OrganizationRecord row) {
        return new Organization(
                row.getId(),
                row.getName(),
                Json.readObject(row.getSettings()),
                Json.readObject(row.getAnnouncement()),
                FEATURE_FLAGS);
    }
}
