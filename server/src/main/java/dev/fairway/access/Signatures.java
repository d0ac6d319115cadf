package dev.fairway.access;

import dev.fairway.access.organization.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Signs what Fairway sends, so that whoever gets it knows that Fairway sent it. */
@Component
public class Signatures {

    private static final String ALGORITHM = "HmacSHA256";

    private final Credentials credentials;
    private final Clock clock;

    Signatures(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * The time in epoch seconds, and {@code v1,} with the base64 of HMAC-SHA256 over {@code <time>.<body>} under the secret of
     * the organisation's first credential. Empty when there is no credential.
     */
    public Map<String, String> headers(String body) {
        return credentials.firstSecret().map(secret -> signed(secret, body)).orElse(Map.of());
    }

    private Map<String, String> signed(String secret, String body) {
        String time = String.valueOf(clock.instant().getEpochSecond());
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] signature = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
            return Map.of(
                    "x-port-timestamp",
                    time,
                    "x-port-signature",
                    "v1," + Base64.getEncoder().encodeToString(signature));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("This JDK cannot sign with " + ALGORITHM, failure);
        }
    }
}
