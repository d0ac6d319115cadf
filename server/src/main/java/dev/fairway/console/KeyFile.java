package dev.fairway.console;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The file that keeps the installation's key, when no setting gives it. */
record KeyFile(Path path) {

    /** Where the next key waits while everything is sealed with it. */
    KeyFile next() {
        return new KeyFile(path.resolveSibling(path.getFileName() + ".new"));
    }

    boolean exists() {
        return Files.exists(path);
    }

    String read() throws IOException {
        return Files.readString(path);
    }

    void refuseOther(String content) throws IOException {
        if (exists() && !read().strip().equals(content.strip())) {
            throw new NotPossible(
                    "%s is the key of another installation; restore into a FAIRWAY_HOME that has none".formatted(path));
        }
    }

    /** Writes it whole or not at all, for the owner's eyes only, unless it is there. @return whether it was written */
    boolean writeIfAbsent(String content) throws IOException {
        if (exists()) {
            return false;
        }
        Files.createDirectories(path.getParent());
        Path part = path.resolveSibling(path.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(part, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        new KeyFile(part).replace(this);
        return true;
    }

    /** Takes the place of another, at once and for good. */
    void replace(KeyFile other) throws IOException {
        Files.move(path, other.path, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(path.getParent())) {
            folder.force(true);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
