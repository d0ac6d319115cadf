package dev.fairway.delivery.values;

import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.charts.Chart;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.node.ObjectNode;

/** The one chart that services are rendered by, as it comes with Fairway: {@code golden-paths/charts/service}. */
public final class ServiceChart {

    private static final String FOLDER = "golden-paths/charts/service/";
    private static final ServiceChart SHIPPED = new ServiceChart(files());

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

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new HashMap<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver(ServiceChart.class.getClassLoader())
                    .getResources("classpath:" + FOLDER + "**")) {
                String address = file.getURL().toString();
                String path = address.substring(address.lastIndexOf(FOLDER) + FOLDER.length());
                if (file.isReadable() && !path.isEmpty() && !path.endsWith("/")) {
                    files.put(path, file.getContentAsByteArray());
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return files;
    }
}
