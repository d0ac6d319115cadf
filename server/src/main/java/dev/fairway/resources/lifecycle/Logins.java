package dev.fairway.resources.lifecycle;

import static fairway.tables.resources.Tables.LOGIN;

import dev.fairway.access.Safe;
import dev.fairway.resources.lifecycle.Resource.Slot;
import dev.fairway.resources.spi.Login;
import dev.fairway.shared.NotFound;
import fairway.tables.resources.tables.records.LoginRecord;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The users of resources, and their passwords in the safe. */
@Repository
public class Logins {

    private static final String SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 32;

    private final DSLContext db;
    private final Safe safe;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Logins(DSLContext db, Safe safe, Clock clock) {
        this.db = db;
        this.safe = safe;
        this.clock = clock;
    }

    /**
     * A user that was issued.
     *
     * @param endsAt when the user is let in no longer; null while in use
     */
    public record Issued(
            String resource,
            String user,
            String role,
            Slot slot,
            Instant issuedAt,
            @Nullable Instant endsAt) {}

    /** The user of a role in a slot, with a password that is kept before any server hears of it. */
    @Transactional
    public Login prepared(Resource resource, String role, Slot slot) {
        String user = resource.user(role, slot);
        String key = key(resource.id(), user);
        String password = safe.find(key).orElseGet(() -> {
            String fresh = password();
            safe.put(key, fresh);
            return fresh;
        });
        note(resource, user, role, slot);
        return new Login(role, user, password);
    }

    private void note(Resource resource, String user, String role, Slot slot) {
        db.insertInto(LOGIN)
                .set(LOGIN.RESOURCE_ID, resource.id())
                .set(LOGIN.USER_NAME, user)
                .set(LOGIN.ROLE, role)
                .set(LOGIN.SLOT, slot.letter())
                .set(LOGIN.ISSUED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .onConflictDoNothing()
                .execute();
    }

    /** Keeps the user and the password that the server made, where it did not take those that were prepared. */
    @Transactional
    public void keep(Resource resource, Login prepared, Login issued, Slot slot) {
        if (!issued.user().equals(prepared.user())) {
            of(resource).stream()
                    .filter(known -> known.role().equals(issued.role()) && known.slot() == slot)
                    .filter(known -> !known.user().equals(issued.user()))
                    .forEach(known -> forget(resource.id(), known.user()));
            note(resource, issued.user(), issued.role(), slot);
        }
        String key = key(resource.id(), issued.user());
        if (!safe.find(key).equals(Optional.of(issued.password()))) {
            safe.put(key, issued.password());
        }
    }

    /** With the password that is kept. */
    public Login open(Issued issued) {
        String password = safe.find(key(issued.resource(), issued.user()))
                .orElseThrow(() -> new NotFound("password", "user", issued.user()));
        return new Login(issued.role(), issued.user(), password);
    }

    public List<Issued> of(Resource resource) {
        return db.selectFrom(LOGIN)
                .where(LOGIN.RESOURCE_ID.eq(resource.id()))
                .orderBy(LOGIN.SLOT, LOGIN.USER_NAME)
                .fetch(Logins::issued);
    }

    /** Those who are to be let in no longer. */
    public List<Issued> ended(Instant now, int limit) {
        return db.selectFrom(LOGIN)
                .where(LOGIN.ENDS_AT.le(now.atOffset(ZoneOffset.UTC)))
                .orderBy(LOGIN.ENDS_AT)
                .limit(limit)
                .fetch(Logins::issued);
    }

    public void end(Resource resource, Slot slot, Instant at) {
        db.update(LOGIN)
                .set(LOGIN.ENDS_AT, at.atOffset(ZoneOffset.UTC))
                .where(LOGIN.RESOURCE_ID.eq(resource.id()), LOGIN.SLOT.eq(slot.letter()))
                .execute();
    }

    @Transactional
    public void forget(String resource, String user) {
        safe.remove(key(resource, user));
        db.deleteFrom(LOGIN)
                .where(LOGIN.RESOURCE_ID.eq(resource), LOGIN.USER_NAME.eq(user))
                .execute();
    }

    private String password() {
        return random.ints(LENGTH, 0, SIGNS.length())
                .mapToObj(at -> String.valueOf(SIGNS.charAt(at)))
                .collect(Collectors.joining());
    }

    private static Issued issued(LoginRecord row) {
        return new Issued(
                row.getResourceId(),
                row.getUserName(),
                row.getRole(),
                Slot.of(row.getSlot()),
                row.getIssuedAt().toInstant(),
                row.getEndsAt() == null ? null : row.getEndsAt().toInstant());
    }

    private static String key(String resource, String user) {
        return "resource:%s:%s".formatted(resource, user);
    }
}
