package dev.fairway.access.signin;

import java.util.Base64;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Passwords are kept as Argon2id (19 MiB, 2 passes, 1 lane: OWASP's second recommended setting). */
public final class PasswordHash {

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Argon2PasswordEncoder ENCODER =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);

    /** What no password gives; comparing with it takes as long as with any other. */
    public static final String OF_NOTHING = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(MEMORY_KIB, PASSES, LANES, zeros(SALT_BYTES), zeros(HASH_BYTES));

    private PasswordHash() {}

    public static String of(String password) {
        return ENCODER.encode(password);
    }

    private static String zeros(int bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(new byte[bytes]);
    }

    static boolean matches(String password, String hash) {
        return ENCODER.matches(password, hash);
    }
}
