package dev.fairway.clusters.charts;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.TooLarge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A chart packed as {@code .tgz}: all of it in one folder. */
final class Archive {

    /** As much again for what is packed but is no content. */
    private static final int MOST_UNPACKED = 4 * Chart.MOST_BYTES;

    private Archive() {}

    /** By their paths inside of the folder, which are still to be checked. */
    static Map<String, byte[]> files(byte[] archive) {
        if (archive.length > Chart.MOST_BYTES) {
            throw new TooLarge(
                    "A packed chart of %,d bytes".formatted(archive.length),
                    Chart.MOST_BYTES,
                    "leave out what no template needs");
        }
        Map<String, byte[]> files = new TreeMap<>();
        try (TarArchiveInputStream entries = new TarArchiveInputStream(new ByteArrayInputStream(unpacked(archive)))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (!entry.isDirectory()) {
                    add(files, path(entry), entries.readAllBytes());
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw new InvalidInput("", "is no archive that helm package writes: " + broken.getMessage());
        }
        return files;
    }

    private static byte[] unpacked(byte[] archive) throws IOException {
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            byte[] unpacked = packed.readNBytes(MOST_UNPACKED + 1);
            if (unpacked.length > MOST_UNPACKED) {
                throw new TooLarge("A chart that unpacks to more", MOST_UNPACKED, "leave out what no template needs");
            }
            return unpacked;
        }
    }

    private static String path(TarArchiveEntry entry) {
        String path = entry.getName();
        boolean isFile =
                entry.getLinkFlag() == TarArchiveEntry.LF_NORMAL || entry.getLinkFlag() == TarArchiveEntry.LF_OLDNORM;
        if (!isFile) {
            throw new InvalidInput(path, "is a link or a device; a chart has files and folders only");
        }
        int folder = path.indexOf('/');
        if (folder < 1 || path.startsWith("..")) {
            throw new InvalidInput(path, "is not in the one folder of the chart");
        }
        return path.substring(folder + 1);
    }

    private static void add(Map<String, byte[]> files, String path, byte[] content) {
        if (files.put(path, content) != null) {
            throw new InvalidInput(path, "is there twice");
        }
    }
}
