package dev.fairway.resources.nginx;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The answers that nginx keeps for one site, each in a file. */
record SiteCache(Path folder) {

    /** @param files that are kept */
    record Use(long files, long bytes) {

        Map<String, Double> measures() {
            return Map.of("cachedAnswers", (double) files, "cacheBytes", (double) bytes);
        }

        String sentence() {
            return String.format(Locale.ROOT, "%,d answers in its cache, %,.1f MB", files, bytes / 1e6);
        }
    }

    Use use() throws IOException {
        LongAdder files = new LongAdder();
        LongAdder bytes = new LongAdder();
        walk(new EndingVisitor() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.increment();
                bytes.add(attributes.size());
                return FileVisitResult.CONTINUE;
            }
        });
        return new Use(files.sum(), bytes.sum());
    }

    /** What nginx does not find any more it asks the origin for again. Its folders stay, for it may be writing in them. */
    void purge() throws IOException {
        walk(new EndingVisitor() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    void delete() throws IOException {
        purge();
        walk(new EndingVisitor() {
            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Links are not followed. */
    private void walk(EndingVisitor visitor) throws IOException {
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, visitor);
        }
    }

    /** Lets nginx take files away meanwhile. */
    private abstract static class EndingVisitor extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
