package dev.fairway.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The file that keeps the installation's key, when no setting gives it. */
record KeyFile(Path path) {

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

    /** Writes it for the owner's eyes only, unless it is there. @return whether it was written */
    boolean writeIfAbsent(String content) throws IOException {
        if (exists()) {
            return false;
        }
        Files.createDirectories(path.getParent());
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(path, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        return true;
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
