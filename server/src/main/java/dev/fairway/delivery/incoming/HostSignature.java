package dev.fairway.delivery.incoming;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether a message comes from who knows the secret. Takes as long for a wrong one as for the right one. */
final class HostSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";

    private HostSignature() {}

    /** @param signature {@code sha256=} and HMAC-SHA256 of the body in hexadecimal digits, as GitHub sends it */
    static boolean isOfBody(byte[] body, String secret, String signature) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return isSame(PREFIX + HexFormat.of().formatHex(mac.doFinal(body)), signature);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** GitLab sends the secret itself. */
    static boolean isSame(String secret, String sent) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
