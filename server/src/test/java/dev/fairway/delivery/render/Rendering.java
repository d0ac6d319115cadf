package dev.fairway.delivery.render;

import dev.fairway.clusters.ClustersSettings;
import dev.fairway.clusters.charts.Charts;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** With the Helm engine. */
abstract class Rendering {

    @TempDir
    private static Path home;

    protected static Charts charts;

    @BeforeAll
    static void open() {
        charts = new Charts(new ClustersSettings(home));
    }

    @AfterAll
    static void close() {
        charts.destroy();
    }
}
