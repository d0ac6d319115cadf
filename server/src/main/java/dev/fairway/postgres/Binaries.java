package dev.fairway.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once a version from the archive on the class path. */
record Binaries(Path folder, int majorVersion) {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final Pattern VERSION = Pattern.compile("-((\\d+)[\\d.]*)\\.jar!");

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** @param parent folder that gets one folder a version */
    static synchronized Binaries in(Path parent) {
        URL archive = Binaries.class.getResource(ARCHIVE);
        if (archive == null || !System.getProperty("os.arch").equals("amd64")) {
            throw new PostgresUnavailable("Fairway brings no PostgreSQL for %s; name one in FAIRWAY_DATABASE_URL"
                    .formatted(System.getProperty("os.arch")));
        }
        Matcher version = VERSION.matcher(archive.toString());
        if (!version.find()) {
            throw new IllegalStateException("%s does not tell the version of PostgreSQL".formatted(archive));
        }
        Path target = parent.resolve("bin-" + version.group(1));
        try {
            if (!Files.exists(target)) {
                unpackAlone(archive, target);
            }
        } catch (IOException failure) {
            throw PostgresUnavailable.because("unpack PostgreSQL", parent, failure);
        }
        return new Binaries(target, Integer.parseInt(version.group(2)));
    }

    private static void unpackAlone(URL archive, Path target) throws IOException {
        Folders.createPassable(target.resolveSibling("."));
        Path lockFile = target.resolveSibling("unpack.lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            if (Files.exists(target)) {
                return;
            }
            Path prepared = target.resolveSibling(target.getFileName() + ".new");
            Folders.delete(prepared);
            unpack(archive, prepared);
            Folders.moveIntoPlace(prepared, target);
        }
    }

    private static void unpack(URL archive, Path folder) throws IOException {
        try (InputStream packed = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                unpack(entry, tar, folder.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            createReadable(target);
            return;
        }
        createReadable(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void createReadable(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder.normalize(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
