package dev.fairway.shared.outbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** Content on its way, which tells how much of it has been read. */
final class SentContent extends AbstractHttpEntity {

    private static final int PIECE = 65_536;

    private final Outbound.Content content;
    private final AtomicLong read = new AtomicLong();

    SentContent(Outbound.Content content) {
        super(ContentType.APPLICATION_OCTET_STREAM, null);
        this.content = content;
    }

    /** In bytes. */
    long soFar() {
        return read.get();
    }

    @Override
    public InputStream getContent() throws IOException {
        return new FilterInputStream(content.open()) {
            @Override
            public int read() throws IOException {
                int one = super.read();
                read.addAndGet(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int many = super.read(buffer, offset, Math.min(length, PIECE));
                read.addAndGet(Math.max(0, many));
                return many;
            }
        };
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public long getContentLength() {
        return content.length();
    }

    @Override
    public void close() {
        // each reader closes what it opened
    }
}
