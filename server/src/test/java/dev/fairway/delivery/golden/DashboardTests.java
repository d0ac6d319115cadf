package dev.fairway.delivery.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.delivery.build.DockerTemplate;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The dashboard that new services begin with. */
class DashboardTests {

    private static final Pattern NAMES_THE_SERVICE = Pattern.compile("(job|container|deployment)=\"parcel\"");

    @Test
    void everyQueryNamesTheServiceAndTheNamespace() throws IOException {
        List<String> queries = shipped()
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString(""))
                .toList();

        assertThat(queries)
                .hasSizeGreaterThan(10)
                .allSatisfy(query -> assertThat(query)
                        .containsPattern(NAMES_THE_SERVICE)
                        .contains("namespace=~\"$namespace\"")
                        .matches(text ->
                                balanced(text, '(', ')') && balanced(text, '{', '}') && balanced(text, '[', ']')));
        queries.forEach(query -> Pattern.compile("\\{[^}]*}")
                .matcher(query)
                .results()
                .forEach(selector -> assertThat(selector.group()).containsPattern(NAMES_THE_SERVICE)));
        assertThat(shipped().toString()).doesNotContain("skeleton-service");
    }

    @Test
    void everyPanelHasATitleAUnitAndItsOwnPlace() throws IOException {
        List<JsonNode> panels = shipped().path("panels").valueStream().toList();

        assertThat(panels)
                .extracting(panel -> panel.path("title").asString(""))
                .containsExactly("Replicas", "Restarts", "CPU", "Memory", "Requests", "Errors", "Latency");
        assertThat(panels).allSatisfy(panel -> {
            assertThat(panel.at("/fieldConfig/defaults/unit").asString("")).isNotEmpty();
            assertThat(panel.path("description").asString("")).isNotEmpty();
            assertThat(panel.at("/targets/0/datasource/uid").asString("")).isEqualTo("${datasource}");
        });
        assertThat(panels).extracting(panel -> panel.path("id").intValue()).doesNotHaveDuplicates();
        assertThat(panels).extracting(panel -> panel.path("gridPos").toString()).doesNotHaveDuplicates();
    }

    @Test
    void hasVariablesForTheDataSourceAndTheNamespace() throws IOException {
        assertThat(shipped()
                        .at("/templating/list")
                        .valueStream()
                        .map(one -> one.path("name").asString("")))
                .containsExactly("datasource", "namespace");
        assertThat(shipped().path("uid").asString("")).isEqualTo("parcel");
    }

    private static boolean balanced(String text, char opens, char closes) {
        return text.chars().filter(one -> one == opens).count()
                == text.chars().filter(one -> one == closes).count();
    }

    private static JsonNode shipped() throws IOException {
        String text = Files.readString(Path.of("..", "golden-paths", Dashboard.FILE));
        DockerTemplate template = new DockerTemplate(
                "go", "Go", "1.0.0", "Builds.", Json.object(), Map.of(DockerTemplate.FILE, "FROM scratch\n"));
        return Json.read(Dashboard.named(Dashboard.beside(template, text), "parcel")
                .files()
                .getOrDefault(Dashboard.FILE, ""));
    }
}
