package dev.fairway.access.signin;

import static fairway.tables.access.Tables.APP_USER;
import static fairway.tables.access.Tables.PERSONAL_TOKEN;

import dev.fairway.access.User;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import fairway.tables.access.tables.records.PersonalTokenRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Tokens with which a person's own programs act as that person. */
@Repository
class PersonalTokens {

    static final String PREFIX = "fwy_";

    private static final int MAX_NAME = 100;
    private static final long MAX_DAYS = 366;

    private final DSLContext db;
    private final Clock clock;

    PersonalTokens(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    record PersonalToken(
            UUID id,
            String name,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    record Issued(PersonalToken token, String value) {}

    List<PersonalToken> of(User user) {
        return db.selectFrom(PERSONAL_TOKEN)
                .where(PERSONAL_TOKEN.USER_ID.eq(user.id()))
                .orderBy(PERSONAL_TOKEN.CREATED_AT.desc())
                .fetch(PersonalTokens::token);
    }

    Issued create(User user, String name, long days) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new InvalidInput("name", "has 1 to %d characters".formatted(MAX_NAME));
        }
        if (days < 1 || days > MAX_DAYS) {
            throw new InvalidInput("expiresInDays", "%d is not between 1 and %d".formatted(days, MAX_DAYS));
        }
        String value = PREFIX + Digest.randomToken();
        OffsetDateTime now = now();
        PersonalTokenRecord row = db.newRecord(PERSONAL_TOKEN);
        row.setId(UUID.randomUUID());
        row.setUserId(user.id());
        row.setName(name);
        row.setTokenHash(Digest.of(value));
        row.setCreatedAt(now);
        row.setExpiresAt(now.plus(Duration.ofDays(days)));
        row.insert();
        return new Issued(token(row), value);
    }

    void revoke(User user, UUID id) {
        int deleted = db.deleteFrom(PERSONAL_TOKEN)
                .where(PERSONAL_TOKEN.ID.eq(id), PERSONAL_TOKEN.USER_ID.eq(user.id()))
                .execute();
        if (deleted == 0) {
            throw new NotFound("token", "id", id.toString());
        }
    }

    /** The e-mail of the person a token acts for. */
    Optional<String> ownerOf(String value) {
        return db.update(PERSONAL_TOKEN)
                .set(PERSONAL_TOKEN.LAST_USED_AT, now())
                .from(APP_USER)
                .where(PERSONAL_TOKEN.TOKEN_HASH.eq(Digest.of(value)), PERSONAL_TOKEN.EXPIRES_AT.gt(now()))
                .and(APP_USER.ID.eq(PERSONAL_TOKEN.USER_ID))
                .and(APP_USER.STATUS.ne(User.Status.DISABLED.name()))
                .returningResult(APP_USER.EMAIL)
                .fetchOptional(APP_USER.EMAIL);
    }

    private static PersonalToken token(PersonalTokenRecord row) {
        OffsetDateTime used = row.getLastUsedAt();
        return new PersonalToken(
                row.getId(),
                row.getName(),
                row.getCreatedAt().toInstant(),
                row.getExpiresAt().toInstant(),
                used == null ? null : used.toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
