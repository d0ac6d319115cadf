package dev.fairway.delivery.values;

import dev.fairway.clusters.charts.Chart;
import dev.fairway.shared.ClasspathFolder;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The one chart that services are rendered by: {@code golden-paths/charts/service} as it comes with Fairway, or what a company made of it. */
public final class ServiceChart {

    private static final String FOLDER = "golden-paths/charts/service/";
    private static final ServiceChart SHIPPED = of(ClasspathFolder.files(FOLDER));

    private final Chart chart;
    private final YamlText defaults;
    private final ObjectNode schema;

    private ServiceChart(Chart chart, YamlText defaults, ObjectNode schema) {
        this.chart = chart;
        this.defaults = defaults;
        this.schema = schema;
    }

    /**
     * @param files by path inside of the chart
     * @throws dev.fairway.shared.PlatformException saying why they are no chart for services
     */
    public static ServiceChart of(Map<String, byte[]> files) {
        YamlText defaults = YamlText.read(FOLDER + "values.yaml", text(files, "values.yaml"));
        InvalidInput.check(
                defaults.problems().stream().map(ValueProblem::asProblem).toList());
        return new ServiceChart(Chart.of(files), defaults, schema(text(files, "values.schema.json")));
    }

    private static ObjectNode schema(String text) {
        try {
            if (Json.read(text) instanceof ObjectNode schema) {
                return schema;
            }
            throw new InvalidInput("values.schema.json", "is no object");
        } catch (JacksonException wrong) {
            throw new InvalidInput("values.schema.json", "is no JSON: %.200s".formatted(wrong.getOriginalMessage()));
        }
    }

    public static ServiceChart shipped() {
        return SHIPPED;
    }

    public Chart chart() {
        return chart;
    }

    /** What holds where no layer says otherwise. */
    public ObjectNode defaults() {
        return defaults.tree().deepCopy();
    }

    /** As a layer. */
    Layer layer() {
        return defaults.layer(LayerName.CHART);
    }

    /** JSON schema, draft 7: what forms are made of, and what Helm holds values against. Not to be changed. */
    public ObjectNode schema() {
        return schema;
    }

    private static String text(Map<String, byte[]> files, String path) {
        byte[] content = files.get(path);
        if (content == null) {
            throw new InvalidInput(path, "is missing in the chart");
        }
        return new String(content, StandardCharsets.UTF_8);
    }
}
