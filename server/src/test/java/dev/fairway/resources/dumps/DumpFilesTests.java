package dev.fairway.resources.dumps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpFilesTests {

    private static final byte[] KEY = new byte[32];
    private static final byte[] OTHER_KEY = new byte[32];
    private static final String NAME = "dump_1";

    @TempDir
    Path home;

    private DumpFiles files;

    @BeforeEach
    void begin() {
        OTHER_KEY[0] = 1;
        files = new DumpFiles(home.resolve("dumps"), 1_000_000);
    }

    @Test
    void givesBackWhatWasWrittenWhateverItsLength() throws IOException {
        for (int length : new int[] {0, 1, 65_535, 65_536, 65_537, 131_072, 300_001}) {
            byte[] content = random(length);

            assertThat(files.write(NAME, KEY, out -> out.write(content))).isEqualTo(length);
            assertThat(read(KEY)).isEqualTo(content);
        }
    }

    @Test
    void keepsItFromEverybodyElse() throws IOException {
        files.write(NAME, KEY, out -> out.write("a secret of theirs".getBytes(UTF_8)));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                .isEqualTo("rwx------");
        assertThat(new String(Files.readAllBytes(file()), UTF_8)).doesNotContain("secret");
        assertThatThrownBy(() -> read(OTHER_KEY)).isInstanceOf(IOException.class);
    }

    @Test
    void leavesNothingOfWhatBrokeOffOrIsTooLarge() {
        assertThatThrownBy(() -> files.write(NAME, KEY, out -> {
                    out.write(random(100_000));
                    throw new IOException("No space left on device");
                }))
                .hasMessage("No space left on device");
        assertThatThrownBy(() -> files.write(NAME, KEY, out -> out.write(random(1_000_001))))
                .isInstanceOf(DumpTooLarge.class);

        assertThat(files.has(NAME)).isFalse();
        assertThat(file().getParent()).isEmptyDirectory();
    }

    @Test
    void countsNoFileOfSomebodyWhoWasKilledAndBeginsItAnew() throws IOException {
        Files.createDirectories(file().getParent());
        Path half = Files.write(home.resolve("dumps").resolve(NAME + ".part"), random(70_000));

        assertThat(files.has(NAME)).isFalse();
        files.write(NAME, KEY, out -> out.write(1));

        assertThat(half).doesNotExist();
        assertThat(read(KEY)).containsExactly(1);
    }

    @Test
    void noticesWhatWasChangedOrCutOff() throws IOException {
        files.write(NAME, KEY, out -> out.write(random(200_000)));
        byte[] sealed = Files.readAllBytes(file());

        byte[] changed = sealed.clone();
        changed[150_000] ^= 1;
        Files.write(file(), changed);
        assertThatThrownBy(() -> read(KEY)).hasMessageContaining("changed or cut off");
        for (int length : new int[] {0, 10, 65_552, 131_104, sealed.length - 1}) {
            Files.write(file(), Arrays.copyOf(sealed, length));
            assertThatThrownBy(() -> read(KEY)).hasMessageContaining("changed or cut off");
        }
    }

    private byte[] read(byte[] key) throws IOException {
        try (InputStream in = files.open(NAME, key)) {
            return in.readAllBytes();
        }
    }

    private Path file() {
        return home.resolve("dumps").resolve(NAME + ".dump");
    }

    private static byte[] random(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }
}
