package dev.fairway.access;

import dev.fairway.access.vault.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import org.springframework.stereotype.Component;

/**
 * Texts that leave Fairway in a link and come back as they were: {@code <text>.<tag>}, both in base64 without signs that links
 * would change, the tag being the HMAC-SHA256 under a key of its purpose. Whoever has one can read it.
 */
@Component
public class SignedTexts {

    private static final String ALGORITHM = "HmacSHA256";

    private final MasterKey master;

    SignedTexts(MasterKey master) {
        this.master = master;
    }

    public String sign(String purpose, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return "%s.%s".formatted(encoder.encodeToString(bytes), encoder.encodeToString(tag(purpose, bytes)));
    }

    /** @return the text, when it was signed here for this purpose */
    public Optional<String> read(String purpose, String signed) {
        int dot = signed.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(signed.substring(0, dot));
            byte[] tag = Base64.getUrlDecoder().decode(signed.substring(dot + 1));
            return MessageDigest.isEqual(tag, tag(purpose, bytes))
                    ? Optional.of(new String(bytes, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private byte[] tag(String purpose, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(master.derive(purpose, ALGORITHM));
            return mac.doFinal(text);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("This JDK cannot sign with " + ALGORITHM, failure);
        }
    }
}
