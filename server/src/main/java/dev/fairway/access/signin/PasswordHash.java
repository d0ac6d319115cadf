package dev.fairway.access.signin;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Passwords are kept as Argon2id (19 MiB, 2 passes, 1 lane: OWASP's second recommended setting). */
public final class PasswordHash {

    private static final Argon2PasswordEncoder ENCODER = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);

    private PasswordHash() {}

    public static String of(String password) {
        return ENCODER.encode(password);
    }

    static boolean matches(String password, String hash) {
        return ENCODER.matches(password, hash);
    }
}
