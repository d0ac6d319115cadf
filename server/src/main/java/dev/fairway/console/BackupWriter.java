package dev.fairway.console;

import dev.fairway.console.Header.Table;
import dev.fairway.shared.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes a backup: it has its name only when it is complete, and only its owner may read it. */
final class BackupWriter implements AutoCloseable {

    private final Path target;
    private final Path unfinished;
    private final FileChannel channel;
    private final TarArchiveOutputStream tar;

    private BackupWriter(Path target, Path unfinished, FileChannel channel) throws IOException {
        this.target = target;
        this.unfinished = unfinished;
        this.channel = channel;
        GZIPOutputStream gzip = new GZIPOutputStream(Channels.newOutputStream(channel), 64 * 1024);
        tar = new TarArchiveOutputStream(new BufferedOutputStream(gzip, 64 * 1024), "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    static BackupWriter to(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NotPossible("The folder %s does not exist; make it first".formatted(folder));
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        FileChannel channel = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new BackupWriter(file, unfinished, channel);
    }

    void header(Header header) throws IOException {
        put(BackupFile.HEADER, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(header));
    }

    void key(String content) throws IOException {
        put(BackupFile.KEY, content.getBytes(StandardCharsets.UTF_8));
    }

    void rows(Table table, byte[] rows) throws IOException {
        put(BackupFile.ROWS + table.key(), rows);
    }

    void complete(Contents contents) throws IOException {
        put(BackupFile.CONTENTS, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(contents));
        tar.finish();
        tar.close();
        try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void put(String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setMode(0600);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(unfinished);
    }
}
