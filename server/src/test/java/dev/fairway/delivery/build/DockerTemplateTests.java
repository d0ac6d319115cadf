package dev.fairway.delivery.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class DockerTemplateTests {

    private static final Path SHIPPED = Path.of("..", "golden-paths", "dockerfiles");

    static Stream<String> names() throws IOException {
        try (Stream<Path> folders = Files.list(SHIPPED)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyShippedFileKeepsToTheRulesOfThePlatform(String name) throws IOException {
        DockerTemplate template = shipped(name);

        assertThat(DockerfileLint.check(template.dockerfile())).isEmpty();
        assertThat(template.files()).containsKey(".dockerignore").doesNotContainKey("template.yaml");
        assertThat(template.render(template.defaults()).getOrDefault("Dockerfile", ""))
                .as("its defaults fit what it says of its arguments")
                .isNotEmpty();
    }

    @Test
    void putsWhatARepositorySaysInThePlaceOfDefaults() throws IOException {
        DockerTemplate template = shipped("python");

        String rendered = template.render(object("{'PORT': 5000, 'START': 'uvicorn app:app --port $PORT'}"))
                .getOrDefault("Dockerfile", "");

        assertThat(rendered)
                .contains("ARG PORT=5000\n", "ARG START=\"uvicorn app:app --port $PORT\"\n", "ARG HEALTH_PATH=/\n");
        assertThat(rendered.lines().count())
                .isEqualTo(template.dockerfile().lines().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'PORT': 0}|arguments.PORT",
                "{'PORT': 'x'}|is not of type number",
                "{'HEALTH_PATH': '/\\nUSER root'}|arguments.HEALTH_PATH",
                "{'START': 'app; rm -rf /'}|arguments.START",
                "{'RUN_IMAGE': 'x:1 AS y'}|arguments.RUN_IMAGE",
                "{'USER': 'root'}|is no argument of python"
            })
    void refusesArgumentsThatWouldChangeMoreThanTheirOwnLine(String said, String reason) throws IOException {
        DockerTemplate template = shipped("python");

        assertThatThrownBy(() -> template.render(object(said)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesATemplateThatSaysMoreThanItsDockerfileTakes() {
        Map<String, String> files = Map.of(
                "Dockerfile",
                "FROM debian:12\nARG PORT=1\n",
                "template.yaml",
                "title: X\nversion: 1.0.0\narguments:\n  PORTS: {type: number}\n");

        assertThatThrownBy(() -> DockerTemplates.read("x", files))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("write ARG PORTS=");
        assertThatThrownBy(() -> DockerTemplates.read("x", Map.of("Dockerfile", "FROM debian:12\n")))
                .hasMessageContaining("template.yaml");
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) Json.read(text.replace('\'', '"'));
    }

    private static DockerTemplate shipped(String name) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (Stream<Path> folder = Files.list(SHIPPED.resolve(name))) {
            for (Path file : folder.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return DockerTemplates.read(name, files);
    }
}
