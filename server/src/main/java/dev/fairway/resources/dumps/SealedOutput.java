package dev.fairway.resources.dumps;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Seals what is written, up to a limit. What was not finished cannot be opened. */
final class SealedOutput extends OutputStream {

    private final OutputStream out;
    private final SealedBlocks blocks;
    private final long most;
    private final byte[] block = new byte[SealedBlocks.CONTENT];
    private int filled;
    private long bytes;

    SealedOutput(OutputStream out, byte[] key, long most) {
        this.out = out;
        this.blocks = new SealedBlocks(key, Cipher.ENCRYPT_MODE);
        this.most = most;
    }

    /** How much was written. */
    long bytes() {
        return bytes;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /** @throws DumpTooLarge beyond the limit */
    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
        bytes += length;
        if (bytes > most) {
            throw new DumpTooLarge(most);
        }
        int next = offset;
        while (next < offset + length) {
            if (filled == block.length) {
                seal(false);
            }
            int part = Math.min(block.length - filled, offset + length - next);
            System.arraycopy(content, next, block, filled, part);
            filled += part;
            next += part;
        }
    }

    /** Everything was written. */
    void finish() throws IOException {
        seal(true);
        out.flush();
    }

    private void seal(boolean isLast) throws IOException {
        try {
            out.write(blocks.next(block, filled, isLast));
            filled = 0;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
