package dev.fairway.console;

import dev.fairway.shared.Json;
import dev.fairway.shared.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** A backup that is read from its beginning to its end, once. */
final class BackupFile implements AutoCloseable {

    static final String HEADER = "fairway-backup.json";
    static final String KEY = "secret.key";
    static final String ROWS = "rows/";
    static final String CONTENTS = "contents.json";

    private final Path path;
    private final TarArchiveInputStream tar;
    private final Header header;
    private @Nullable TarArchiveEntry entry;

    private BackupFile(Path path, TarArchiveInputStream tar) throws IOException {
        this.path = path;
        this.tar = tar;
        entry = tar.getNextEntry();
        if (entry == null || !entry.getName().equals(HEADER)) {
            throw new NotPossible("%s is not a backup of Fairway".formatted(path));
        }
        header = Json.MAPPER.readValue(tar.readAllBytes(), Header.class);
        if (header.format() != Header.FORMAT) {
            throw new NotPossible(
                    "%s has format %d and this Fairway reads %d; restore it with the Fairway that wrote it"
                            .formatted(path, header.format(), Header.FORMAT));
        }
        next();
    }

    static BackupFile open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new NotPossible("There is no file %s".formatted(path));
        }
        InputStream file = new BufferedInputStream(Files.newInputStream(path), 64 * 1024);
        try {
            return new BackupFile(path, new TarArchiveInputStream(new GZIPInputStream(file, 64 * 1024)));
        } catch (IOException notReadable) {
            file.close();
            throw new NotPossible(
                    "%s is not a backup of Fairway, or is damaged: %s".formatted(path, notReadable.getMessage()));
        } catch (RuntimeException refusal) {
            file.close();
            throw refusal;
        }
    }

    Header header() {
        return header;
    }

    /** The key, which stands before all rows. */
    String key() throws IOException {
        String key = new String(read(KEY), StandardCharsets.UTF_8);
        next();
        return key;
    }

    /** The next part of the table's rows; null when there are no more. */
    byte @Nullable [] rows(Header.Table table) throws IOException {
        if (entry == null || !entry.getName().equals(ROWS + table.key())) {
            return null;
        }
        byte[] rows = tar.readAllBytes();
        next();
        return rows;
    }

    /** What has to be there, which stands after all rows. */
    Contents contents() throws IOException {
        return Json.MAPPER.readValue(read(CONTENTS), Contents.class);
    }

    private byte[] read(String name) throws IOException {
        if (entry == null || !entry.getName().equals(name)) {
            throw damaged("\"%s\" is missing".formatted(name));
        }
        return tar.readAllBytes();
    }

    private void next() throws IOException {
        entry = tar.getNextEntry();
    }

    NotPossible damaged(String fact) {
        return new NotPossible("%s is damaged and nothing was restored: %s".formatted(path, fact));
    }

    static MessageDigest sha256() {
        return Sha256.digest();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
