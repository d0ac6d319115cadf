package dev.fairway.delivery.render;

import dev.fairway.clusters.Manifest;
import dev.fairway.delivery.values.Effective;
import dev.fairway.delivery.values.Layer;
import dev.fairway.delivery.values.LayerName;
import dev.fairway.delivery.values.Layers;
import dev.fairway.delivery.values.ServiceChart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The examples beside the chart, and values for tests. */
final class Examples {

    static final Path CHART =
            Path.of("..", "golden-paths", "charts", "service").toAbsolutePath().normalize();
    static final Path FOLDER = CHART.resolve("examples");

    private static final String SMALLEST = """
            name: parcel
            team: team-harbor
            environment: development
            image: {repository: registry.example.com/harbor/parcel, tag: "1.4.0"}
            port: 8080
            health: {path: /health}
            """;

    private Examples() {}

    static Stream<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".yaml"))
                    .map(file -> file.substring(0, file.length() - ".yaml".length()))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Effective named(String name) {
        return effective(text(FOLDER.resolve(name + ".yaml")));
    }

    static Effective effective(String values) {
        return effective(Manifest.documents(values).getFirst());
    }

    static Effective effective(ObjectNode values) {
        return Layers.merge(List.of(
                Layer.of(LayerName.CHART, "values.yaml", ServiceChart.shipped().defaults()),
                Layer.of(LayerName.SERVICE, "services/parcel/values.yaml", values)));
    }

    /** A small service with something more. */
    static Effective smallestWith(String more) {
        return effective(smallest(more));
    }

    static ObjectNode smallest(String more) {
        ObjectNode values = Manifest.documents(SMALLEST).getFirst();
        Manifest.documents(more).forEach(values::setAll);
        return values;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
