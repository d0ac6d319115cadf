package dev.fairway.delivery.git;

import dev.fairway.delivery.DeliverySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.transport.RefFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The folders of repositories, {@code git/<id>.git} in Fairway's home, for whoever runs Fairway alone. One that is deleted is
 * set aside for some days.
 */
@Component
public class GitFolders {

    /** Commits of change requests are kept under this while their branches come and go. */
    public static final String CHANGES = "refs/changes/";

    /** Clients are not shown those. */
    public static final RefFilter SHOWN = refs -> {
        Map<String, Ref> shown = new HashMap<>(refs);
        shown.keySet().removeIf(ref -> ref.startsWith(CHANGES));
        return shown;
    };

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");
    private static final String ENDING = ".git";
    private static final String ASIDE = "removed";

    private final Path folder;
    private final Clock clock;

    GitFolders(DeliverySettings settings, Clock clock) {
        this.folder = settings.home().resolve("git").toAbsolutePath().normalize();
        this.clock = clock;
        OwnGitSettings.use();
    }

    /** To be closed by the caller. @throws ContentMissing when the folder is not there */
    public Repository open(String id) {
        if (!exists(id)) {
            throw new ContentMissing(id);
        }
        try {
            return new RepositoryBuilder()
                    .setGitDir(path(id).toFile())
                    .setBare()
                    .setMustExist(true)
                    .build();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean exists(String id) {
        return Files.isRegularFile(path(id).resolve(Constants.HEAD));
    }

    /** Makes an empty repository. What a crash left half made under that id is made anew. */
    void make(String id, String defaultBranch) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path unfinished = folder.resolve(id + ".unfinished");
            delete(unfinished);
            fill(unfinished, defaultBranch);
            Files.move(unfinished, path(id), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void fill(Path target, String defaultBranch) throws IOException {
        try (Repository git =
                new RepositoryBuilder().setGitDir(target.toFile()).setBare().build()) {
            git.create(true);
            StoredConfig config = git.getConfig();
            config.setString("core", null, "logAllRefUpdates", "true");
            config.setBoolean("core", null, "fsyncObjectFiles", true);
            config.setBoolean("core", null, "fsyncRefFiles", true);
            config.setBoolean("gc", null, "auto", false);
            config.setBoolean("http", null, "receivepack", true);
            config.setBoolean("uploadpack", null, "allowFilter", true);
            config.save();
            git.updateRef(Constants.HEAD).link(Constants.R_HEADS + defaultBranch);
        }
    }

    /** Has clones begin with that branch. */
    void begin(String id, String branch) {
        try (Repository git = open(id)) {
            String wanted = Constants.R_HEADS + branch;
            if (!wanted.equals(git.getFullBranch())) {
                git.updateRef(Constants.HEAD).link(wanted);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether a branch can be the one that clones begin with: it is there, or there is none at all. */
    boolean canBeginWith(String id, String branch) {
        try (Repository git = open(id)) {
            return git.exactRef(Constants.R_HEADS + branch) != null
                    || git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).isEmpty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Bytes of all its files. What goes while it is looked at, as Git puts files together, is not counted. */
    long size(String id) {
        AtomicLong bytes = new AtomicLong();
        try {
            Files.walkFileTree(path(id), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes.addAndGet(attributes.size());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path gone, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.get();
    }

    /** Ids of the repositories that have been there for longer than that. */
    List<String> olderThan(Duration age) {
        Instant before = clock.instant().minus(age);
        return list(folder).stream()
                .filter(path -> path.getFileName().toString().endsWith(ENDING) && isOlder(path, before))
                .map(path -> path.getFileName().toString())
                .map(name -> name.substring(0, name.length() - ENDING.length()))
                .toList();
    }

    void setAside(String id) {
        try {
            Path aside = Files.createDirectories(folder.resolve(ASIDE)).resolve(id + ENDING);
            Files.setLastModifiedTime(path(id), FileTime.from(clock.instant()));
            Files.move(path(id), aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException gone) {
            // somebody else did it
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Deletes what was set aside longer ago. @return how many */
    int clear(Duration kept) {
        Instant before = clock.instant().minus(kept);
        List<Path> old = list(folder.resolve(ASIDE)).stream()
                .filter(path -> isOlder(path, before))
                .toList();
        old.forEach(GitFolders::delete);
        return old.size();
    }

    private Path path(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("\"%s\" is no id of a repository".formatted(id));
        }
        return folder.resolve(id + ENDING);
    }

    private static boolean isOlder(Path path, Instant before) {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(before);
        } catch (IOException gone) {
            return false;
        }
    }

    private static List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path tree) {
        try {
            FileSystemUtils.deleteRecursively(tree);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
