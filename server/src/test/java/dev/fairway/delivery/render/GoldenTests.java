package dev.fairway.delivery.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.TestTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** What the examples of the chart render to, committed beside them. */
class GoldenTests extends Rendering {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();

    static Stream<String> examples() {
        return Examples.names();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void rendersWhatIsCommitted(String example) throws IOException {
        Rendered rendered = render(example);
        assertThat(rendered.problems()).isEmpty();
        String text = text(rendered);
        Path golden = Examples.FOLDER.resolve("rendered").resolve(example + ".yaml");
        if (!Files.exists(golden) || !Files.readString(golden).equals(text)) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, text);
            assertThat(false)
                    .as(
                            "%s was not what %s renders to; it has been written anew: look at it and commit it",
                            golden, example)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void rendersWhatTheProgramRenders(String example) throws IOException, InterruptedException {
        String helm = TestTools.program("helm");
        Rendered rendered = render(example);
        Process program = new ProcessBuilder(
                        helm,
                        "template",
                        Examples.named(example).text("/name"),
                        Examples.CHART.toString(),
                        "--namespace=" + rendered.namespace(),
                        "--kube-version=" + ReleaseFacts.STANDARD.kubernetes(),
                        "--values=" + Examples.FOLDER.resolve(example + ".yaml"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String expected = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).isZero();

        assertThat(rendered.manifests()).containsExactlyElementsOf(Manifest.read(expected));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void hasNothingAgainstTheExamples(String example) {
        assertThat(render(example).isAllowed()).isTrue();
    }

    private static Rendered render(String example) {
        return new ServiceRender(charts).render(Examples.named(example), ReleaseFacts.STANDARD);
    }

    private static String text(Rendered rendered) {
        List<Manifest> manifests = rendered.manifests();
        return manifests.stream()
                .map(manifest -> YAML.writeValueAsString(manifest.content()))
                .collect(Collectors.joining());
    }
}
