package dev.fairway.access;

import dev.fairway.access.organization.Credentials;
import dev.fairway.shared.Refused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Signs what Fairway sends, so that whoever gets it knows that Fairway sent it. */
@Component
public class Signatures {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int IV_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;

    private final Credentials credentials;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

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

    /** The same under the secret of whoever fetches the body; of the first credential where they have none. */
    public Map<String, String> headersFor(Actor claimer, String body) {
        return secretFor(claimer).map(secret -> signed(secret, body)).orElse(Map.of());
    }

    /** The same under a secret that somebody else was given. */
    public Map<String, String> headersBy(String secret, String body) {
        return signed(secret, body);
    }

    /**
     * A text that only who has the secret of the organisation's first credential can read: base64 of 16 bytes of IV, the
     * ciphertext of AES-256-GCM and its tag, under the first 32 bytes of the secret.
     */
    public String encrypted(String text) {
        return encrypted(text, credentials.firstSecret());
    }

    /** The same for whoever fetches it. */
    public String encryptedFor(Actor claimer, String text) {
        return encrypted(text, secretFor(claimer));
    }

    private Optional<String> secretFor(Actor claimer) {
        return credentials.secretOf(claimer.name()).or(credentials::firstSecret);
    }

    private String encrypted(String text, Optional<String> secret) {
        byte[] key = secret.orElseThrow(
                        () -> new Refused(
                                "A secret input can be sent only where the organisation has a credential that it is encrypted for"))
                .getBytes(StandardCharsets.UTF_8);
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(Arrays.copyOf(key, KEY_BYTES), "AES"),
                    new GCMParameterSpec(TAG_BITS, iv));
            byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] whole = Arrays.copyOf(iv, iv.length + sealed.length);
            System.arraycopy(sealed, 0, whole, iv.length, sealed.length);
            return Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("This JDK cannot encrypt with AES-256-GCM", failure);
        }
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
