package dev.fairway;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;

/** RSA keys, and what files of them hold. */
public final class RsaKeys {

    /** How long the part of a PKCS#8 key is that stands before its PKCS#1 key, for keys of 2,048 and 1,024 bits. */
    private static final int BEFORE_PKCS1 = 26;

    private RsaKeys() {}

    public static KeyPair made(int bits) {
        return made("RSA", bits);
    }

    public static KeyPair made(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String pkcs8(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    public static String pkcs1(PrivateKey key) {
        byte[] whole = key.getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(whole, BEFORE_PKCS1, whole.length));
    }

    private static String pem(String title, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(title, lines, title);
    }
}
