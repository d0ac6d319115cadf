package dev.fairway.clusters.charts;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Helm reads from the disk: charts, written once for many renders, and values, written for one. Nobody else sees it.
 * For one thread at a time.
 */
final class Folder implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final FileAttribute<Set<PosixFilePermission>> ONLY_OURS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path path;
    /** Held until the end, however that comes. */
    private final FileChannel lock;

    private final int mostCharts;
    /** The one that was not used for longest comes first. */
    private final Map<String, Path> charts = new LinkedHashMap<>(16, 0.75f, true);

    private Folder(Path path, FileChannel lock, int mostCharts) throws IOException {
        this.path = path;
        this.lock = lock;
        lock.lock();
        this.mostCharts = mostCharts;
    }

    /**
     * A new one, after what processes left there that were killed.
     *
     * @param mostCharts how many charts stay
     */
    static Folder in(Path parent, int mostCharts) {
        if (parent.toAbsolutePath().toString().contains(",")) {
            throw new HelmUnavailable(
                    "%s has a comma, which Helm cannot read; set FAIRWAY_HOME without".formatted(parent));
        }
        try {
            for (Path left : left(Files.createDirectories(parent))) {
                delete(left);
            }
            Path path = Files.createTempDirectory(parent.toAbsolutePath(), "helm", ONLY_OURS);
            return new Folder(path, FileChannel.open(path.resolve(LOCK), CREATE, WRITE), mostCharts);
        } catch (IOException failure) {
            throw new HelmUnavailable("%s cannot be written: %s".formatted(parent, failure.getMessage()));
        }
    }

    private static List<Path> left(Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(Folder::isLeft).toList();
        }
    }

    private static boolean isLeft(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException used) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    /** The folder of a chart, which stays until many others were asked for. */
    Path of(Chart chart) {
        Path folder = charts.computeIfAbsent(chart.id(), id -> write(chart));
        if (charts.size() > mostCharts) {
            Iterator<Path> oldestFirst = charts.values().iterator();
            delete(oldestFirst.next());
            oldestFirst.remove();
        }
        return folder;
    }

    /** A file of the values, which the caller deletes. */
    Path write(String values) {
        try {
            return Files.writeString(Files.createTempFile(path, "values", ".json"), values);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path write(Chart chart) {
        Path folder = path.resolve(chart.id());
        try {
            for (Map.Entry<String, byte[]> file : chart.files().entrySet()) {
                Path target = folder.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.write(target, file.getValue());
            }
        } catch (IOException failure) {
            delete(folder);
            throw new UncheckedIOException(failure);
        }
        return folder;
    }

    @Override
    public void close() {
        charts.clear();
        delete(path);
        try {
            lock.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.walk(folder)) {
            content.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
