package dev.fairway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A migration that once landed stays as it is, so that the data of every later build can be opened by the next. */
class LandedMigrationsTests {

    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db");
    private static final Path LANDED = Path.of("src", "test", "resources", "landed-migrations.txt");

    @Test
    void stayAsTheyAre() throws IOException {
        Map<String, String> landed = Files.readAllLines(LANDED).stream()
                .map(line -> line.split("  "))
                .collect(Collectors.toMap(line -> line[1], line -> line[0], (one, other) -> other, TreeMap::new));

        Map<String, String> now = checksums();

        assertThat(now)
                .as(
                        "migrations in db/ beside landed-migrations.txt: add new ones to the file, put changed ones back and"
                                + " write the change as another migration")
                .isEqualTo(landed);
    }

    private static Map<String, String> checksums() throws IOException {
        try (Stream<Path> files = Files.walk(MIGRATIONS)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> MIGRATIONS.relativize(file).toString(),
                            LandedMigrationsTests::checksum,
                            (one, other) -> other,
                            TreeMap::new));
        }
    }

    private static String checksum(Path file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This JDK has no SHA-256", impossible);
        }
    }
}
