package dev.fairway.clusters.charts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Charts for tests: the one among the resources, small ones of a template, and packed ones. */
final class ChartFiles {

    static final Path SHOP = Path.of("src/test/resources/charts/shop").toAbsolutePath();

    private ChartFiles() {}

    static Chart shop() {
        return Chart.of(shopFiles());
    }

    static Map<String, byte[]> shopFiles() {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> found = Files.walk(SHOP)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(SHOP.relativize(file).toString(), Files.readAllBytes(file));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return files;
    }

    static Chart of(String template) {
        return Chart.of(small(Map.of("templates/one.yaml", template)));
    }

    static Map<String, byte[]> small(Map<String, String> files) {
        Map<String, byte[]> all = new HashMap<>();
        all.put("Chart.yaml", bytes("{apiVersion: v2, name: small, version: 1.0.0}"));
        files.forEach((path, text) -> all.put(path, bytes(text)));
        return all;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Packed as it is, wherever its paths lead. */
    static byte[] packed(Map<String, byte[]> files, TarArchiveEntry... others) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (TarArchiveOutputStream archive = new TarArchiveOutputStream(new GZIPOutputStream(packed))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
                entry.setSize(file.getValue().length);
                archive.putArchiveEntry(entry);
                archive.write(file.getValue());
                archive.closeArchiveEntry();
            }
            for (TarArchiveEntry other : others) {
                archive.putArchiveEntry(other);
                archive.closeArchiveEntry();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return packed.toByteArray();
    }

    static Map<String, byte[]> in(String folder, Map<String, byte[]> files) {
        Map<String, byte[]> moved = new HashMap<>();
        files.forEach((path, content) -> moved.put(folder + "/" + path, content));
        return moved;
    }
}
