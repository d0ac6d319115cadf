package dev.fairway.access.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.stereotype.Component;

/** Encrypts what must be kept and read again by Fairway alone: AES-256-GCM, bound to the name of what is kept. */
@Component
public class Vault {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    public Vault(MasterKey master) {
        key = master.derive("vault", "AES");
    }

    /**
     * @param name what the text belongs to; it opens again only under the same name
     * @return nonce (12 bytes), ciphertext and tag (16 bytes)
     */
    public byte[] seal(String name, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = run(Cipher.ENCRYPT_MODE, name, nonce, text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (AEADBadTagException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalStateException when the bytes were sealed under another key or name, or were changed */
    public String open(String name, byte[] sealed) {
        return find(name, sealed)
                .orElseThrow(() -> new IllegalStateException(
                        "\"%s\" cannot be opened with this installation's key; restore the key it was kept with"
                                .formatted(name)));
    }

    /** Empty when the bytes were sealed under another key or name, or were changed. */
    Optional<String> find(String name, byte[] sealed) {
        ByteBuffer buffer = ByteBuffer.wrap(sealed);
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] text = new byte[buffer.remaining()];
        buffer.get(text);
        try {
            return Optional.of(new String(run(Cipher.DECRYPT_MODE, name, nonce, text), StandardCharsets.UTF_8));
        } catch (AEADBadTagException notOurs) {
            return Optional.empty();
        }
    }

    private byte[] run(int mode, String name, byte[] nonce, byte[] input) throws AEADBadTagException {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (AEADBadTagException notOurs) {
            throw notOurs;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("This JDK cannot encrypt with " + CIPHER, failure);
        }
    }
}
