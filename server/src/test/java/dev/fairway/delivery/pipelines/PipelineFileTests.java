package dev.fairway.delivery.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.shared.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repository may say of its pipeline. */
class PipelineFileTests {

    @Test
    void newServicesBeginWithOneThatTestsThem() throws IOException {
        try (Stream<Path> skeletons = Files.list(Path.of("..", "golden-paths", "skeletons"))) {
            for (Path skeleton : skeletons.toList()) {
                Path part = Path.of("..", "golden-paths", "pipelines", "test", skeleton.getFileName() + ".yaml");

                assertThat(PipelineFile.read(Files.readString(part)).stages())
                        .extracting(PipelineFile.Stage::name)
                        .endsWith("test");
                assertThat(skeleton.resolve(PipelineFile.PATH)).doesNotExist();
            }
        }
    }

    static List<Path> languages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "golden-paths", "pipelines", "test"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void thePartsOfTheGoldenPathMakeOneTogether(Path language) throws IOException {
        Path parts = Path.of("..", "golden-paths", "pipelines");
        String text = Files.readString(language)
                + Files.readString(parts.resolve("publish.yaml"))
                + Files.readString(parts.resolve("deploy.yaml"));

        assertThat(PipelineFile.read(text).stages())
                .extracting(PipelineFile.Stage::name)
                .endsWith("test", "image", "scan", "publish", "deploy");
    }

    @Test
    void hasWhatIsLeftOut() {
        PipelineFile.Stage stage = PipelineFile.read("stages: [{name: test, run: make, junit: out/*.xml}]")
                .stages()
                .getFirst();

        assertThat(stage.timeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(stage.junit()).containsExactly("out/*.xml");
        assertThat(stage.isFor("anything", "main")).isTrue();
    }

    @Test
    void deploysOnlyFromTheMainBranch() {
        PipelineFile.Stage stage = PipelineFile.read(
                        "stages: [{name: deploy, deploy: {service: parcel, environment: development}}]")
                .stages()
                .getFirst();

        assertThat(stage.isFor("main", "main")).isTrue();
        assertThat(stage.isFor("feature", "main")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stages: []",
                "steps: [{name: test, run: make}]",
                "stages: [{name: test, run: make}, {name: test, run: make}]",
                "stages: [{name: test}]",
                "stages: [{name: test, run: make, deploy: {service: a, environment: b}}]",
                "stages: [{name: deploy, deploy: {service: a}}]",
                "stages: [{name: test, run: make, publish: {image: a, registry: b, repository: c}}]",
                "stages: [{name: publish, publish: {image: a, registry: b, repository: c}, image: {repository: d}}]",
                "stages: [{name: publish, publish: {image: a, registry: b, repository: c}, container: alpine}]",
                "stages: [{name: publish, publish: {image: a, registry: b, repository: ../c}}]",
                "stages: [{name: test, run: make, container: --privileged}]",
                "stages: [{name: test, run: make, minutes: soon}]",
                "stages: [{name: test, run: make, env: {A B: c}}]",
                "stages: [{name: test, run: make, junit: [1]}]",
                "stages: [test]",
                "stages: {test: make}",
                "- test",
                "a: b\n---\na: b",
                "stages: &a [*a]"
            })
    void isRefusedWhereItSaysSomethingElse(String text) {
        assertThatThrownBy(() -> PipelineFile.read(text)).isInstanceOf(InvalidInput.class);
    }
}
