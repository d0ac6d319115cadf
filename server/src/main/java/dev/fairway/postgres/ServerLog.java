package dev.fairway.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** What PostgreSQL printed, in a file of its own. */
record ServerLog(Path file) {

    private static final long ROTATED_AT = 5_000_000;

    /** Keeps the file and one older one small. */
    void rotate() throws IOException {
        if (size() > ROTATED_AT) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    long size() {
        return file.toFile().length();
    }

    String since(long offset) {
        try {
            byte[] all = Files.readAllBytes(file);
            int from = (int) Math.min(offset, all.length);
            return new String(Arrays.copyOfRange(all, from, all.length), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
