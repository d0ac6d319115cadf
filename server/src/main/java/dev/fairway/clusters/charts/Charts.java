package dev.fairway.clusters.charts;

import dev.fairway.clusters.ClustersSettings;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.charts.HelmProcess.Call;
import dev.fairway.shared.InvalidInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Renders charts by Helm. Its library is loaded by the first render, which takes a second; others take milliseconds. They
 * are made one after the other, as that is fast enough and one is stopped that takes too long.
 */
@Component
public class Charts implements DisposableBean {

    private static final int MOST_KEPT = 64;
    private static final Duration MOST_TO_RENDER = Duration.ofSeconds(10);

    private final ClustersSettings settings;
    private final Duration mostToRender;
    private final ReentrantLock turn = new ReentrantLock(true);
    private @Nullable Folder folder;
    private @Nullable Engine engine;
    private boolean isClosed;

    @Autowired
    public Charts(ClustersSettings settings) {
        this(settings, MOST_TO_RENDER);
    }

    Charts(ClustersSettings settings, Duration mostToRender) {
        this.settings = settings;
        this.mostToRender = mostToRender;
    }

    /**
     * The objects in the order in which Helm installs them. NOTES.txt, tests, and what is in the folder {@code crds} are
     * left out. No cluster is asked: a template that looks something up in one fails.
     *
     * @param values over those of the chart; a null takes away what the chart has there
     * @throws InvalidInput with every value that the chart's schema does not allow
     * @throws ChartRefused naming the template and the line that failed
     */
    public List<Manifest> render(Chart chart, Release release, ObjectNode values) {
        String text = Values.text(values);
        turn.lock();
        try {
            return manifests(chart, rendered(chart, release, text));
        } finally {
            turn.unlock();
        }
    }

    private Engine.Rendered rendered(Chart chart, Release release, String values) {
        Folder folder = folder();
        Engine engine = engine(folder);
        Path file = folder.write(values);
        try {
            return engine.render(
                    new Call(
                            folder.of(chart).toString(),
                            file.toString(),
                            release.name(),
                            release.namespace(),
                            release.kubernetes()),
                    mostToRender);
        } catch (IOException stopped) {
            closeEngine();
            throw new ChartRefused(
                    chart.name(),
                    "its templates take too long (more than %d s) or too much memory"
                            .formatted(mostToRender.toSeconds()));
        } finally {
            file.toFile().delete();
        }
    }

    private static List<Manifest> manifests(Chart chart, Engine.Rendered rendered) {
        if (rendered.complaint() != null) {
            throw new Complaint(chart.name(), rendered.complaint()).asException();
        }
        return rendered.manifests() == null ? List.of() : read(chart, rendered.manifests());
    }

    private static List<Manifest> read(Chart chart, String manifests) {
        try {
            return Manifest.read(manifests);
        } catch (InvalidInput wrong) {
            throw new ChartRefused(chart.name(), "what it renders is no object of a cluster: " + wrong.reason());
        }
    }

    private Folder folder() {
        if (isClosed) {
            throw new IllegalStateException("Charts are not rendered any more, as Fairway stops");
        }
        if (folder == null) {
            folder = Folder.in(settings.home().resolve("helm"), MOST_KEPT);
        }
        return folder;
    }

    private Engine engine(Folder folder) {
        if (engine != null && engine.isUsable()) {
            return engine;
        }
        closeEngine();
        engine = Engine.start(folder.path());
        return engine;
    }

    private void closeEngine() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }

    @Override
    public void destroy() {
        turn.lock();
        try {
            isClosed = true;
            closeEngine();
            if (folder != null) {
                folder.close();
            }
        } finally {
            turn.unlock();
        }
    }
}
