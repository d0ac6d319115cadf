package dev.fairway.delivery.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.clusters.Manifest;
import dev.fairway.shared.InvalidInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ComposeFileTests {

    private static final Path SHIPPED = Path.of("..", "golden-paths", "compose");
    private static final UsualTest USUAL = new UsualTest(
            List.of("node_modules"), "export READY=yes", "exit 3", List.of("**/out/*.xml"), List.of("/kept"));

    static Stream<String> needs() throws IOException {
        return names("needs");
    }

    static Stream<String> tests() throws IOException {
        return names("tests");
    }

    @ParameterizedTest
    @MethodSource("needs")
    void everyNeedIsReachedByTheTestsAlone(String name) throws IOException {
        Need need = Need.read(name, text("needs", name));

        ObjectNode service = need.service();
        assertThat(service.path("image").stringValue()).matches("\\$\\{FAIRWAY_[A-Z]+_IMAGE:-docker\\.io/.+:[0-9].*}");
        assertThat(service.has("ports")).isFalse();
        assertThat(service.has("volumes")).isFalse();
        assertThat(service.has("privileged")).isFalse();
        assertThat(service.at("/cap_drop/0").stringValue()).isEqualTo("ALL");
        assertThat(service.at("/security_opt/0").stringValue()).isEqualTo("no-new-privileges:true");
        assertThat(service.at("/healthcheck/test/0").stringValue()).isEqualTo("CMD-SHELL");
        assertThat(need.values()).containsKeys("host", "port", "url");
        assertThat(need.values().get("host")).isEqualTo(name);
        assertThat(need.variables(Map.of())).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("tests")
    void everyTemplateOfDockerfilesHasATest(String name) throws IOException {
        assertThat(SHIPPED.resolveSibling("dockerfiles").resolve(name)).isDirectory();
        assertThat(UsualTest.read(name, text("tests", name)).run()).isNotBlank();
        assertThat(tests()).hasSize(7);
    }

    @Test
    void leavesDollarsToTheShell() {
        String text = new ComposeFile("python:3.12", USUAL, List.of(), Map.of("PRICE", "5$")).text();

        JsonNode test = read(text).at("/services/test");
        assertThat(test.at("/environment/PRICE").stringValue()).isEqualTo("5$$");
        assertThat(test.path("command").get(0).stringValue()).contains("exit $$code");
        assertThat(test.path("image").stringValue()).isEqualTo("${FAIRWAY_TEST_IMAGE:-python:3.12}");
        assertThat(test.at("/volumes/0").stringValue()).isEqualTo("${FAIRWAY_SOURCE:-..}:/source:ro");
        assertThat(read(text).at("/volumes").propertyNames()).containsExactly("kept-0");
    }

    @Test
    void testsACopyAndCollectsResultsWhateverTheTestEndsWith(@TempDir Path folder) throws Exception {
        Path source = Files.createDirectories(folder.resolve("source"));
        Files.createDirectories(source.resolve("module/out"));
        Files.writeString(source.resolve("module/out/it's.xml"), "<testsuite/>");
        Files.createDirectories(source.resolve("node_modules"));
        UsualTest usual = new UsualTest(
                USUAL.without(),
                USUAL.prepare(),
                "test ! -e node_modules\necho 'is' $READY\nexit 3",
                USUAL.junit(),
                List.of());
        String script = read(new ComposeFile("x", usual, List.of(), Map.of()).text())
                .at("/services/test/command/0")
                .stringValue()
                .replace("$$", "$")
                .replace("/work", folder + "/work")
                .replace("/results", folder + "/results")
                .replace("-C /source", "-C " + source);

        Process process = new ProcessBuilder("sh", "-euc", script)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isEqualTo(3);
        assertThat(said).contains("is yes");
        assertThat(folder.resolve("results/1.xml")).exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "needs: 3|is a list of names such as postgres",
                "needs: [Postgres]|\"Postgres\" is not 1 to 30 lower case letters",
                "need: [postgres]|is none of needs, run, junit and env",
                "junit: ../results.xml|is no glob",
                "junit: \"a' -o -name b\"|is no glob",
                "env: {A-B: c}|is no name of a variable",
                "[a]|is no object"
            })
    void refusesWhatItDoesNotUnderstand(String text, String reason) {
        assertThatThrownBy(() -> OwnTest.read(text))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(reason);
    }

    @Test
    void testsAsThePipelineDoes() {
        OwnTest test =
                OwnTest.ofPipeline("stages: [{name: build, run: make}, {name: test, run: make check, junit: a.xml}]");

        assertThat(test.run()).isEqualTo("make check");
        assertThat(test.junit()).containsExactly("a.xml");
    }

    @Test
    void namesTheKeysThatThereAre() throws IOException {
        Need need = Need.read("redis", text("needs", "redis"));

        assertThat(need.variables(Map.of("CACHE", "host"))).containsExactly(Map.entry("CACHE", "redis"));
        assertThatThrownBy(() -> need.variables(Map.of("CACHE", "bucket")))
                .hasMessageContaining("\"bucket\" is none of host, password, port, url, username");
    }

    private static Stream<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED.resolve(folder))) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", "")).sorted().toList().stream();
        }
    }

    private static String text(String folder, String name) throws IOException {
        return Files.readString(SHIPPED.resolve(folder).resolve(name + ".yaml"));
    }

    private static ObjectNode read(String text) {
        return Manifest.documents(text).getFirst();
    }
}
