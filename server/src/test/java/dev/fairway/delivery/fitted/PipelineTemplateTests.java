package dev.fairway.delivery.fitted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.delivery.DeliverySettings.Runner;
import dev.fairway.delivery.fitted.PipelineTemplate.Facts;
import dev.fairway.shared.ClasspathFolder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PipelineTemplateTests {

    @Test
    void leavesOutWhatNeedsAnEngineWhereStagesRunInContainersAndSaysSo() {
        String pipeline =
                shipped().render("go", facts("company", Runner.CONTAINER)).orElseThrow();

        assertThat(pipeline)
                .contains("go test ./...", "# No image is built here: stages run in containers")
                .doesNotContain("podman", "publish:", "deploy:");
    }

    @Test
    void publishesAndDeploysWhereStagesAreProcesses() {
        assertThat(shipped().render("go", facts("company", Runner.HOST)).orElseThrow())
                .contains("podman build", "publish:", "deploy:")
                .doesNotContain("# No image");
        assertThat(shipped().render("go", facts("", Runner.HOST)).orElseThrow()).doesNotContain("publish:", "deploy:");
    }

    @Test
    void deploysWhatThePlatformTeamPublishesFromContainers() {
        Map<String, String> parts = new TreeMap<>(shipped().parts());
        parts.put("publish-in-container.yaml", """
                  - name: publish
                    publish: {image: image.tar, registry: the-registry, repository: the-repository}
                """);

        assertThat(new PipelineTemplate(parts)
                        .render("go", facts("company", Runner.CONTAINER))
                        .orElseThrow())
                .contains("publish: {image: image.tar, registry: company", "deploy: {service: parcel");
    }

    private static PipelineTemplate shipped() {
        Map<String, String> parts = new TreeMap<>();
        ClasspathFolder.files("golden-paths/pipelines/")
                .forEach((path, content) -> parts.put(path, new String(content, StandardCharsets.UTF_8)));
        return new PipelineTemplate(parts);
    }

    private static Facts facts(String registry, Runner runner) {
        return new Facts(
                "parcel",
                "registry.example.com/harbor/parcel",
                registry,
                "harbor/parcel",
                "development",
                "main",
                runner);
    }
}
