package dev.fairway.delivery.releases;

import dev.fairway.clusters.Manifest;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Manifests and values as files have them. */
final class ManifestText {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private ManifestText() {}

    static String of(List<Manifest> manifests) {
        return manifests.stream().map(manifest -> yaml(manifest.content())).collect(Collectors.joining("---\n"));
    }

    static String yaml(Object tree) {
        return YAML.writeValueAsString(tree);
    }

    static List<Manifest> read(String text) {
        return Manifest.read(text);
    }
}
