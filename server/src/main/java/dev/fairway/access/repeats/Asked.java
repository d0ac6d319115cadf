package dev.fairway.access.repeats;

import dev.fairway.access.Actor;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * A request with a key.
 *
 * @param fingerprint differs when the route or the body does
 */
record Asked(String actor, String key, byte[] fingerprint) {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[ -~]{1,255}");

    Asked {
        if (!KEY.matcher(key).matches()) {
            throw new InvalidInput(HEADER, "is 1 to 255 printable ASCII characters; it has %d".formatted(key.length()));
        }
    }

    static Asked of(Actor actor, String key, KeptBody request) {
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        MessageDigest digest = Sha256.digest();
        digest.update((request.getRequestURI() + "?" + query + "\n").getBytes(StandardCharsets.UTF_8));
        return new Asked(actor.kind() + " " + actor.name(), key, digest.digest(request.body()));
    }

    boolean isSame(byte[] other) {
        return MessageDigest.isEqual(fingerprint, other);
    }
}
