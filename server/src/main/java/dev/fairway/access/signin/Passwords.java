package dev.fairway.access.signin;

import static fairway.tables.access.Tables.APP_USER;

import dev.fairway.access.User;
import dev.fairway.access.Users;
import dev.fairway.shared.InvalidInput;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Sets and checks passwords. */
@Component
public class Passwords {

    private static final int MIN = 12;
    private static final int MAX = 200;

    private final DSLContext db;
    private final Users users;

    Passwords(DSLContext db, Users users) {
        this.db = db;
        this.users = users;
    }

    public String hash(String password) {
        check(password);
        return PasswordHash.of(password);
    }

    /** The user whose password this is; takes as long for an unknown e-mail as for a known one. */
    Optional<User> verify(String email, String password) {
        Optional<String> hash = db.select(APP_USER.PASSWORD_HASH)
                .from(APP_USER)
                .where(APP_USER.EMAIL.eq(email.strip().toLowerCase(Locale.ROOT)))
                .and(APP_USER.STATUS.ne(User.Status.DISABLED.name()))
                .fetchOptional(APP_USER.PASSWORD_HASH);
        boolean matches =
                password.length() <= MAX && PasswordHash.matches(password, hash.orElse(PasswordHash.OF_NOTHING));
        return matches && hash.isPresent() ? users.find(email) : Optional.empty();
    }

    boolean mustChange(User user) {
        return db.fetchExists(APP_USER, APP_USER.ID.eq(user.id()).and(APP_USER.MUST_CHANGE_PASSWORD));
    }

    void set(User user, String password) {
        db.update(APP_USER)
                .set(APP_USER.PASSWORD_HASH, hash(password))
                .where(APP_USER.ID.eq(user.id()))
                .execute();
        keep(user);
    }

    /** The person need not choose another password at the next sign-in. */
    public void keep(User user) {
        db.update(APP_USER)
                .set(APP_USER.MUST_CHANGE_PASSWORD, false)
                .where(APP_USER.ID.eq(user.id()))
                .execute();
    }

    private static void check(String password) {
        if (password.length() < MIN || password.length() > MAX) {
            throw new InvalidInput(
                    "password", "has %d to %d characters, not %d".formatted(MIN, MAX, password.length()));
        }
    }
}
