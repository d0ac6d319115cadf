package dev.fairway.clusters.charts;

import static dev.fairway.clusters.charts.ChartsTests.RELEASE;
import static dev.fairway.clusters.charts.ChartsTests.shopValues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.clusters.ClustersSettings;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderOfChartsTests {

    @TempDir
    private Path home;

    private Charts charts;

    @BeforeEach
    void open() {
        charts = new Charts(new ClustersSettings(home));
    }

    @AfterEach
    void close() {
        charts.destroy();
    }

    @Test
    void writesAChartOnceAndNothingElse() throws IOException {
        charts.render(ChartFiles.shop(), RELEASE, shopValues());
        List<Path> after = files();

        charts.render(ChartFiles.shop(), RELEASE, shopValues());
        assertThatThrownBy(() -> charts.render(ChartFiles.of("a: {{ fail 1 }}"), RELEASE, Json.object()))
                .isInstanceOf(ChartRefused.class);

        assertThat(files()).containsAll(after).hasSize(after.size() + 2);
        assertThat(after).noneMatch(file -> file.getFileName().toString().matches(".*\\.so.*|values\\d+\\.json"));
    }

    @Test
    void keepsOthersOut() throws IOException {
        charts.render(ChartFiles.shop(), RELEASE, shopValues());

        try (Stream<Path> folders = Files.list(home.resolve("helm"))) {
            assertThat(folders.map(FolderOfChartsTests::permissions)).containsExactly("rwx------");
        }
    }

    private static String permissions(Path folder) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void leavesNothingWhenItStops() throws IOException {
        charts.render(ChartFiles.shop(), RELEASE, shopValues());

        charts.destroy();

        assertThat(files()).isEmpty();
        assertThatThrownBy(() -> charts.render(ChartFiles.shop(), RELEASE, shopValues()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cleansUpAfterOnesThatWereKilled() throws IOException {
        Path left = Files.createDirectories(home.resolve("helm/helm123/chart"));
        Files.writeString(home.resolve("helm/helm123/lock"), "");

        charts.render(ChartFiles.shop(), RELEASE, shopValues());

        assertThat(left).doesNotExist();
    }

    @Test
    void keepsOnlyTheChartsUsedLast() throws IOException {
        for (int number = 0; number < 70; number++) {
            charts.render(ChartFiles.of("{{/* %d */}}".formatted(number)), RELEASE, Json.object());
        }

        assertThat(files().stream().filter(file -> file.endsWith("Chart.yaml"))).hasSize(64);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("helm"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
