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

    static List<Path> skeletons() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("..", "golden-paths", "skeletons"))) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("skeletons")
    void newServicesBeginWithOneThatTestsThem(Path skeleton) throws IOException {
        PipelineFile file = PipelineFile.read(Files.readString(skeleton.resolve(PipelineFile.PATH)));

        assertThat(file.stages()).extracting(PipelineFile.Stage::name).containsExactly("test");
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
