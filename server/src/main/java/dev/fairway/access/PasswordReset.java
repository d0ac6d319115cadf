package dev.fairway.access;

import static fairway.tables.access.Tables.APP_USER;
import static fairway.tables.access.Tables.SESSION;
import static fairway.tables.access.Tables.SIGN_IN_FAILURE;

import dev.fairway.access.signin.PasswordHash;
import dev.fairway.shared.NotFound;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Gives a person a new password from the console of the machine, where no sign-in is needed. */
public final class PasswordReset {

    private final DSLContext db;

    public PasswordReset(DSLContext db) {
        this.db = db;
    }

    /**
     * Signs the person out everywhere; the password has to be changed at the next sign-in.
     *
     * @return the new password
     * @throws NotFound when nobody has this e-mail
     */
    public String of(String email) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        String password = random();
        db.transaction(transaction -> {
            DSLContext tx = DSL.using(transaction);
            UUID user = tx.select(APP_USER.ID)
                    .from(APP_USER)
                    .where(APP_USER.EMAIL.eq(address))
                    .fetchOptional(APP_USER.ID)
                    .orElseThrow(() -> new NotFound("user", "email", address));
            tx.update(APP_USER)
                    .set(APP_USER.PASSWORD_HASH, PasswordHash.of(password))
                    .set(APP_USER.MUST_CHANGE_PASSWORD, true)
                    .where(APP_USER.ID.eq(user))
                    .execute();
            tx.deleteFrom(SESSION).where(SESSION.USER_ID.eq(user)).execute();
            tx.deleteFrom(SIGN_IN_FAILURE)
                    .where(SIGN_IN_FAILURE.SUBJECT.eq("email:" + address))
                    .execute();
        });
        return password;
    }

    private static String random() {
        byte[] bytes = new byte[15];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
