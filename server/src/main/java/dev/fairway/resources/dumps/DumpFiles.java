package dev.fairway.resources.dumps;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of dumps of this node, for whoever runs Fairway alone. A file has its name once it is whole.
 *
 * @param most bytes that one may hold
 */
record DumpFiles(Path folder, long most) {

    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final String WHOLE = ".dump";
    private static final String PART = ".part";

    /** What was begun under that name is begun anew. @return how much it holds */
    long write(String name, byte[] key, Content content) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path part = folder.resolve(name + PART);
        Files.deleteIfExists(part);
        try (FileChannel file = FileChannel.open(
                        part,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                SealedOutput out = new SealedOutput(Channels.newOutputStream(file), key, most)) {
            content.writeTo(out);
            out.finish();
            file.force(true);
            Files.move(part, whole(name), StandardCopyOption.ATOMIC_MOVE);
            return out.bytes();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    boolean has(String name) {
        return Files.isRegularFile(whole(name));
    }

    InputStream open(String name, byte[] key) throws IOException {
        return new SealedInput(new BufferedInputStream(Files.newInputStream(whole(name))), key);
    }

    /** Names of all that is there, whole or not. */
    List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(WHOLE) || file.endsWith(PART))
                    .map(file -> file.substring(0, file.length() - WHOLE.length()))
                    .distinct()
                    .toList();
        }
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(whole(name));
        Files.deleteIfExists(folder.resolve(name + PART));
    }

    private Path whole(String name) {
        return folder.resolve(name + WHOLE);
    }
}
