package dev.fairway.selfservice;

import dev.fairway.Api;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Reads secret inputs, and checks what is signed, as whoever gets them does. */
final class Sealed {

    private Sealed() {}

    /** @param time as it was sent, in epoch seconds */
    static String signature(@Nullable String time, String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Api.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signed = mac.doFinal("%s.%s".formatted(time, body).getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(signed);
    }

    static String opened(@Nullable String text) throws GeneralSecurityException {
        byte[] whole = Base64.getDecoder().decode(String.valueOf(text));
        byte[] key = Arrays.copyOf(Api.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8), 32);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, whole, 0, 16));
        return new String(cipher.doFinal(whole, 16, whole.length - 16), StandardCharsets.UTF_8);
    }
}
