package dev.fairway.resources.dumps;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Opens what {@link SealedOutput} sealed, block by block. What was changed or cut off ends with an error, not with an end. */
final class SealedInput extends InputStream {

    private static final byte[] NOTHING = {};

    private final PushbackInputStream in;
    private final SealedBlocks blocks;
    private byte[] block = NOTHING;
    private int next;
    private boolean isOver;

    SealedInput(InputStream in, byte[] key) {
        this.in = new PushbackInputStream(in, 1);
        this.blocks = new SealedBlocks(key, Cipher.DECRYPT_MODE);
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : block[next++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int part = Math.min(length, block.length - next);
        System.arraycopy(block, next, into, offset, part);
        next += part;
        return part;
    }

    private boolean isAtEnd() throws IOException {
        while (next == block.length && !isOver) {
            open();
        }
        return next == block.length;
    }

    private void open() throws IOException {
        byte[] sealed = in.readNBytes(SealedBlocks.SEALED);
        int more = in.read();
        if (more >= 0) {
            in.unread(more);
        }
        try {
            isOver = more < 0;
            next = 0;
            block = NOTHING;
            block = blocks.next(sealed, sealed.length, isOver);
        } catch (GeneralSecurityException changed) {
            throw new IOException("it was changed or cut off since it was taken", changed);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
