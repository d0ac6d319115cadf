package dev.fairway.delivery.pipelines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Finds files with results of tests. Links are not followed, and what is too large is left out. */
final class TestFiles {

    private static final int MOST = 1_000;
    private static final int LARGEST = 10_000_000;

    private TestFiles() {}

    /** @param globs below the folder */
    static List<String> in(Path folder, List<String> globs) {
        List<PathMatcher> matchers = globs.stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        List<String> texts = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                private long left = LARGEST;

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Path below = folder.relativize(file);
                    if (attributes.isRegularFile()
                            && attributes.size() <= left
                            && matchers.stream().anyMatch(matcher -> matcher.matches(below))) {
                        left -= attributes.size();
                        texts.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                    }
                    return texts.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return texts;
    }
}
