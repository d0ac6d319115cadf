package dev.fairway.clusters.charts;

import static dev.fairway.clusters.charts.ChartFiles.bytes;
import static dev.fairway.clusters.charts.ChartFiles.in;
import static dev.fairway.clusters.charts.ChartFiles.packed;
import static dev.fairway.clusters.charts.ChartFiles.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.TooLarge;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTests {

    @Test
    void isTheSamePackedOrNot() {
        Chart packed = Chart.unpack(packed(in("shop", ChartFiles.shopFiles())));

        assertThat(packed).isEqualTo(ChartFiles.shop());
        assertThat(packed.name()).isEqualTo("shop");
    }

    @Test
    void isAnotherWithAnotherFile() {
        assertThat(ChartFiles.of("a: 1")).isNotEqualTo(ChartFiles.of("a: 2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside",
                "templates/../../outside",
                "/etc/outside",
                "templates//a",
                "templates/./a",
                "templates\\..\\a",
                "C:/a",
                "a\nb",
                "",
                "templates/"
            })
    void refusesPathsThatAreNotInside(String path) {
        assertThatThrownBy(() -> Chart.of(small(Map.of(path, "a: 1"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is no path inside of a chart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "small/../../outside", "/etc/outside", "outside"})
    void refusesArchivesThatLeadOutside(String path) {
        Map<String, byte[]> files = in("small", small(Map.of()));
        files.put(path, bytes("a: 1"));

        assertThatThrownBy(() -> Chart.unpack(packed(files))).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(
            bytes = {
                TarArchiveEntry.LF_SYMLINK,
                TarArchiveEntry.LF_LINK,
                TarArchiveEntry.LF_FIFO,
                TarArchiveEntry.LF_CHR
            })
    void refusesLinksAndDevices(byte kind) {
        TarArchiveEntry link = new TarArchiveEntry("small/templates/link.yaml", kind);
        link.setLinkName("/etc/passwd");

        assertThatThrownBy(() -> Chart.unpack(packed(in("small", small(Map.of())), link)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("small/templates/link.yaml: is a link or a device");
    }

    @Test
    void refusesWhatIsNoArchive() {
        assertThatThrownBy(() -> Chart.unpack(bytes("no archive")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is no archive that helm package writes");
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThatThrownBy(() -> ChartFiles.of("a".repeat(Chart.MOST_BYTES))).isInstanceOf(TooLarge.class);
    }

    @Test
    void refusesWhatIsTooLargeOnlyUnpacked() {
        byte[] packed = packed(Map.of("small/zeros", new byte[64 << 20]));

        assertThat(packed.length).isLessThan(Chart.MOST_BYTES);
        assertThatThrownBy(() -> Chart.unpack(packed)).isInstanceOf(TooLarge.class);
    }

    @Test
    void refusesTooManyFiles() {
        Map<String, String> files = new HashMap<>();
        for (int number = 0; number < Chart.MOST_FILES; number++) {
            files.put("templates/%d.yaml".formatted(number), "");
        }

        assertThatThrownBy(() -> Chart.of(small(files))).isInstanceOf(TooLarge.class);
    }

    @Test
    void refusesAFileInsideOfAFile() {
        assertThatThrownBy(() -> Chart.of(small(Map.of("templates", "", "templates/a.yaml", ""))))
                .hasMessageContaining("is in a folder that is a file too");
    }

    @Test
    void refusesDependenciesThatArePacked() {
        assertThatThrownBy(() -> Chart.of(small(Map.of("charts/redis-1.0.0.tgz", ""))))
                .hasMessageContaining("charts/redis-1.0.0.tgz: is packed");
    }

    @Test
    void refusesWhatHasNoDescription() {
        assertThatThrownBy(() -> Chart.of(Map.of("templates/a.yaml", bytes("a: 1"))))
                .hasMessageContaining("Chart.yaml: is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"helm.sh/hook\": pre-install",
                "helm.sh/hook: post-upgrade",
                "'helm.sh/hook': \"test,pre-delete\"",
                "\"helm.sh/hook\": {{ .Values.when }}",
                "{\"helm.sh/hook\":pre-install}"
            })
    void refusesHooksAsNobodyWouldRunThem(String annotation) {
        assertThatThrownBy(() -> ChartFiles.of("kind: Job\nmetadata:\n  annotations:\n    " + annotation))
                .isInstanceOf(ChartRefused.class)
                .hasMessageContaining("small/templates/one.yaml:4: hooks of Helm are not run");
    }

    @Test
    void takesTestsOfHelm() {
        assertThat(ChartFiles.of("\"helm.sh/hook\": test\n\"helm.sh/hook-weight\": \"5\"")
                        .name())
                .isEqualTo("small");
    }
}
