package dev.fairway.console;

import dev.fairway.console.Header.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Gathers rows to parts of the file, whose sizes must be known before they are written. */
final class RowBlocks implements AutoCloseable {

    private static final int SIZE = 4 * 1024 * 1024;

    private final Table table;
    private final BackupWriter writer;
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();

    RowBlocks(Table table, BackupWriter writer) {
        this.table = table;
        this.writer = writer;
    }

    void add(byte[] row) throws IOException {
        block.writeBytes(row);
        if (block.size() >= SIZE) {
            close();
        }
    }

    /** Writes what is gathered. */
    @Override
    public void close() throws IOException {
        if (block.size() > 0) {
            writer.rows(table, block.toByteArray());
            block.reset();
        }
    }
}
