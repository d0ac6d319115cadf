package dev.fairway.access.signin;

import dev.fairway.shared.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** Random tokens and the SHA-256 under which they are kept: enough, because they carry 256 bits themselves. */
final class Digest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Digest() {}

    static String randomToken() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] of(String token) {
        return Sha256.of(token);
    }
}
