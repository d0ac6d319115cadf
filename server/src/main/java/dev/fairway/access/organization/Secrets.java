package dev.fairway.access.organization;

import static fairway.tables.access.Tables.SECRET;

import dev.fairway.access.Actor;
import dev.fairway.access.vault.Vault;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import fairway.tables.access.tables.records.SecretRecord;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The organisation's secrets: kept encrypted, used by Fairway, never read again by anybody. */
@Repository
public class Secrets {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final int MAX_DESCRIPTION = 200;
    private static final int MAX_VALUE = 100_000;

    private final DSLContext db;
    private final Clock clock;
    private final Vault vault;
    private final ApplicationEventPublisher events;

    Secrets(DSLContext db, Clock clock, Vault vault, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.vault = vault;
        this.events = events;
    }

    List<Secret> all() {
        return db.selectFrom(SECRET).orderBy(SECRET.NAME).fetch(Secrets::secret);
    }

    Secret get(String name) {
        return find(name).orElseThrow(() -> new NotFound("secret", "secretName", name));
    }

    /** The value of a secret, for use inside Fairway only. */
    public Optional<String> value(String name) {
        return db.select(SECRET.VALUE_ENCRYPTED)
                .from(SECRET)
                .where(SECRET.NAME.eq(name))
                .fetchOptional(SECRET.VALUE_ENCRYPTED)
                .map(encrypted -> vault.open("secret:" + name, encrypted));
    }

    /** The values of all of them by name, for use inside Fairway only. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        db.selectFrom(SECRET)
                .orderBy(SECRET.NAME)
                .forEach(row ->
                        values.put(row.getName(), vault.open("secret:" + row.getName(), row.getValueEncrypted())));
        return values;
    }

    @Transactional
    Secret create(String name, String value, @Nullable String description, Actor actor) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInput("secretName", "\"%s\" must be 1 to 100 of A-Z a-z 0-9 - _".formatted(name));
        }
        check(value, description);
        OffsetDateTime now = now();
        int inserted = db.insertInto(SECRET)
                .set(SECRET.NAME, name)
                .set(SECRET.DESCRIPTION, description)
                .set(SECRET.VALUE_ENCRYPTED, vault.seal("secret:" + name, value))
                .set(SECRET.CREATED_AT, now)
                .set(SECRET.CREATED_BY, actor.name())
                .set(SECRET.UPDATED_AT, now)
                .set(SECRET.UPDATED_BY, actor.name())
                .onConflictDoNothing()
                .execute();
        if (inserted == 0) {
            throw Conflict.exists("secret", name);
        }
        Secret created = get(name);
        events.publishEvent(new SecretChanged(null, created, actor.name()));
        return created;
    }

    /** Replaces the value where one is given; the description is replaced always, and cleared when absent or empty. */
    @Transactional
    Secret change(String name, @Nullable String value, @Nullable String description, Actor actor) {
        Secret before = get(name);
        check(value == null ? "" : value, description);
        SecretRecord changed = db.newRecord(SECRET);
        changed.setDescription(description);
        changed.setUpdatedAt(now());
        changed.setUpdatedBy(actor.name());
        if (value != null) {
            changed.setValueEncrypted(vault.seal("secret:" + name, value));
        }
        db.update(SECRET).set(changed).where(SECRET.NAME.eq(name)).execute();
        Secret after = get(name);
        events.publishEvent(new SecretChanged(before, after, actor.name()));
        return after;
    }

    @Transactional
    void remove(String name, Actor actor) {
        Secret before = get(name);
        db.deleteFrom(SECRET).where(SECRET.NAME.eq(name)).execute();
        events.publishEvent(new SecretChanged(before, null, actor.name()));
    }

    private Optional<Secret> find(String name) {
        return db.selectFrom(SECRET).where(SECRET.NAME.eq(name)).fetchOptional(Secrets::secret);
    }

    private static void check(String value, @Nullable String description) {
        if (value.length() > MAX_VALUE) {
            throw new InvalidInput("secretValue", "has at most %,d characters".formatted(MAX_VALUE));
        }
        if (description != null && description.length() > MAX_DESCRIPTION) {
            throw new InvalidInput("description", "has at most %d characters".formatted(MAX_DESCRIPTION));
        }
    }

    private static Secret secret(SecretRecord row) {
        return new Secret(
                row.getName(),
                row.getDescription(),
                row.getCreatedAt().toInstant(),
                row.getCreatedBy(),
                row.getUpdatedAt().toInstant(),
                row.getUpdatedBy());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
