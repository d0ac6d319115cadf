package dev.fairway.delivery.values;

import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.charts.Chart;
import dev.fairway.shared.ClasspathFolder;
import dev.fairway.shared.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The one chart that services are rendered by, as it comes with Fairway: {@code golden-paths/charts/service}. */
public final class ServiceChart {

    private static final String FOLDER = "golden-paths/charts/service/";
    private static final ServiceChart SHIPPED = new ServiceChart(ClasspathFolder.files(FOLDER));

    private final Chart chart;
    private final String defaultsText;
    private final ObjectNode schema;

    private ServiceChart(Map<String, byte[]> files) {
        this.chart = Chart.of(files);
        this.defaultsText = text(files, "values.yaml");
        this.schema = (ObjectNode) Json.read(text(files, "values.schema.json"));
    }

    public static ServiceChart shipped() {
        return SHIPPED;
    }

    public Chart chart() {
        return chart;
    }

    /** What holds where no layer says otherwise. */
    public ObjectNode defaults() {
        return Manifest.documents(defaultsText).getFirst();
    }

    /** As a layer. */
    Layer layer() {
        return YamlText.read("golden-paths/charts/service/values.yaml", defaultsText)
                .layer(LayerName.CHART);
    }

    /** JSON schema, draft 7: what forms are made of, and what Helm holds values against. Not to be changed. */
    public ObjectNode schema() {
        return schema;
    }

    private static String text(Map<String, byte[]> files, String path) {
        byte[] content = files.get(path);
        if (content == null) {
            throw new IllegalStateException("%s%s is not in the program".formatted(FOLDER, path));
        }
        return new String(content, StandardCharsets.UTF_8);
    }
}
