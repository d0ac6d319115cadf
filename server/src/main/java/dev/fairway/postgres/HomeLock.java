package dev.fairway.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One Fairway a folder: the system gives the lock back however its holder ends. */
final class HomeLock implements AutoCloseable {

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    static HomeLock take(Path folder) throws IOException {
        return tryTake(folder)
                .orElseThrow(() -> new PostgresUnavailable(
                        "Another Fairway%s already uses %s; stop it, or give this one a folder of its own in FAIRWAY_HOME"
                                .formatted(holder(folder), folder.getParent())));
    }

    static Optional<HomeLock> tryTake(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                file(folder), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (lock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return Optional.of(new HomeLock(channel));
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String holder(Path folder) {
        try {
            return " (process %s)".formatted(Files.readString(file(folder)).strip());
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static Path file(Path folder) {
        return folder.resolve("lock");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("The lock cannot be given back", failure);
        }
    }
}
