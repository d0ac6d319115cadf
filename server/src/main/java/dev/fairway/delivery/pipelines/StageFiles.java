package dev.fairway.delivery.pipelines;

import dev.fairway.shared.InvalidInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stages wrote to files. Links are not followed, and what is too large is left out. */
final class StageFiles {

    private static final int MOST = 1_000;
    private static final int LARGEST = 10_000_000;

    private static final int LONGEST_DIGEST = 200;
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private StageFiles() {}

    /**
     * The digest of an image, as tools that publish one write it to a file.
     *
     * @param field that names the file
     * @return null where it names none
     * @throws InvalidInput when that is no such file
     */
    static @Nullable String digest(Path folder, String field, String name) {
        if (name.isEmpty()) {
            return null;
        }
        String digest = text(folder, name, LONGEST_DIGEST).map(String::strip).orElse("");
        if (!DIGEST.matcher(digest).matches()) {
            throw new InvalidInput(field, "%s holds no digest such as sha256:…".formatted(name));
        }
        return digest;
    }

    /** A file below the folder; empty where there is none. @param name its path */
    static Optional<Path> find(Path folder, String name) {
        try {
            Path file = folder.resolve(name).normalize();
            boolean isInside = file.startsWith(folder)
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && file.toRealPath().startsWith(folder.toRealPath());
            return isInside ? Optional.of(file) : Optional.empty();
        } catch (IOException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }

    /** Of a file below the folder; empty where there is none, or one that is larger. @param name its path @param most bytes */
    static Optional<String> text(Path folder, String name, int most) {
        try {
            Optional<Path> file = find(folder, name);
            return file.isPresent() && Files.size(file.get()) <= most
                    ? Optional.of(Files.readString(file.get()))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

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
