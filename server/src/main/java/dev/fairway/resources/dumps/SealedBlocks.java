package dev.fairway.resources.dumps;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The layout of a sealed file: blocks of AES-GCM, all full but the last. The nonce of a block is its number and whether it is the
 * last, so that blocks cannot be moved, repeated or cut off; a key therefore seals one file only.
 */
final class SealedBlocks {

    static final int CONTENT = 65_536;
    static final int SEALED = CONTENT + 16;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final int mode;
    private long number;

    /** @param mode of {@link Cipher} */
    SealedBlocks(byte[] key, int mode) {
        this.key = new SecretKeySpec(key, "AES");
        this.mode = mode;
    }

    byte[] next(byte[] block, int length, boolean isLast) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE)
                .putInt(isLast ? 1 : 0)
                .putLong(number++)
                .array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher.doFinal(block, 0, length);
    }
}
