package dev.fairway.delivery.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.shared.ClasspathFolder;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.NotFound;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTreeTests {

    private static final String NEWER = "a".repeat(40);

    /** One chart beside the one that comes with Fairway, with more replicas. */
    private static final ServiceCharts CHARTS = commit -> {
        if (!commit.equals(NEWER)) {
            throw new NotFound("commit", "id", commit);
        }
        Map<String, byte[]> chart = new HashMap<>(ClasspathFolder.files("golden-paths/charts/service/"));
        String values = new String(chart.get("values.yaml"), StandardCharsets.UTF_8);
        chart.put(
                "values.yaml",
                values.replaceAll("(?m)^replicas: .*", "replicas: 9").getBytes(StandardCharsets.UTF_8));
        return ServiceChart.of(chart);
    };

    private final Map<String, String> files = new HashMap<>();

    @Test
    void readsAllLayersInTheirOrder() {
        files.put("organisation/values.yaml", "{costCentre: o, system: o, cpu: 1m, memory: 1Mi, replicas: 1}");
        files.put("teams/team-harbor/values.yaml", "{system: t, cpu: 2m, memory: 2Mi, replicas: 2}");
        files.put("services/checkout/values.yaml", "{cpu: 3m, memory: 3Mi, replicas: 3}");
        files.put("services/checkout/production/values.yaml", "{memory: 4Mi, replicas: 4}");
        files.put("services/checkout/production/release.yaml", "{replicas: 5}");

        Effective effective = effective();

        assertThat(effective.problems()).isEmpty();
        assertThat(List.of("/kind", "/costCentre", "/system", "/cpu", "/memory", "/replicas"))
                .extracting(
                        path -> effective.origin(Pointer.of(path)).orElseThrow().layer() + " " + effective.text(path))
                .containsExactly(
                        "chart service", "organisation o", "team t", "service 3m", "environment 4Mi", "release 5");
    }

    @Test
    void asksForTheFilesThatItNames() {
        List<String> asked = new ArrayList<>();

        new ValuesTree(CHARTS, path -> {
                    asked.add(path);
                    return Optional.empty();
                })
                .effective("team-harbor", "checkout", "production");

        assertThat(asked)
                .containsExactlyInAnyOrderElementsOf(ValuesTree.files("team-harbor", "checkout", "production"));
    }

    @Test
    void areForTheChartThatTheyName() {
        assertThat(effective().text("/replicas")).isEqualTo("2");

        files.put("organisation/chart.yaml", "commit: '%s'".formatted(NEWER));

        assertThat(effective().text("/replicas")).isEqualTo("9");
        assertThat(effective().problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "commit: main | is no commit",
                "{} | is no commit",
                "commit: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb | nothing can be rendered by",
            })
    void sayWhyTheyNameNoChart(String text, String problem) {
        files.put("organisation/chart.yaml", text);

        assertThat(problems()).singleElement().asString().contains("organisation/chart.yaml", "/commit", problem);
    }

    @Test
    void takesNamesFromWhereFilesAre() {
        Effective effective = effective();

        assertThat(effective.text("/name")).isEqualTo("checkout");
        assertThat(effective.text("/team")).isEqualTo("team-harbor");
        assertThat(effective.text("/environment")).isEqualTo("production");
    }

    @Test
    void refusesOtherNamesThanTheFolders() {
        files.put("services/checkout/values.yaml", "replicas: 1\nname: basket");
        files.put("services/checkout/production/values.yaml", "team: team-anchor");

        assertThat(problems())
                .containsExactly(
                        "services/checkout/values.yaml:2 /name \"basket\" is not what the folder says, which is checkout; take it out",
                        "services/checkout/production/values.yaml:1 /team \"team-anchor\" cannot be set here: the layer team (teams/team-harbor/values.yaml) locks /team: it follows from the folder. Take it out, or ask for an exception there");
    }

    @Test
    void keepsThePlatformToTheOrganisation() {
        files.put("organisation/values.yaml", "platform: {registries: [registry.example.com/]}");
        files.put("services/checkout/values.yaml", "platform: {registries: []}");

        assertThat(problems()).hasSize(1).first().asString().contains("services/checkout/values.yaml:1 /platform");
        assertThat(effective().values().at("/platform/registries").size()).isEqualTo(1);
    }

    @Test
    void readsLocksWithTheirExceptions() {
        files.put("organisation/locks.yaml", """
                locks:
                  - path: /replicas
                    reason: budget
                  - path: /memory
                    reason: budget
                    allow: [checkout]
                """);
        files.put("services/checkout/values.yaml", "# more\nreplicas: 9\nmemory: 9Gi\n");

        assertThat(problems())
                .containsExactly(
                        "services/checkout/values.yaml:2 /replicas 9 cannot be set here: the layer organisation (organisation/values.yaml) locks /replicas: budget. Take it out, or ask for an exception there");
    }

    @Test
    void saysWhatIsWrongWithLocks() {
        files.put("teams/team-harbor/locks.yaml", """
                lock: []
                locks:
                  - path: replicas
                    reason: budget
                  - path: /cpu
                  - {path: "", reason: all}
                  - {path: /cpu, reason: some, until: tomorrow}
                """);

        assertThat(problems())
                .containsExactly(
                        "teams/team-harbor/locks.yaml:1 /lock is not read; the file has one list, locks, of path, reason and allow",
                        "teams/team-harbor/locks.yaml:3 /locks/0/path \"replicas\" is no path such as /image/tag",
                        "teams/team-harbor/locks.yaml:5 /locks/1 needs a path such as /securityContext, and a reason",
                        "teams/team-harbor/locks.yaml:6 /locks/2/path locks everything; name a value such as /replicas",
                        "teams/team-harbor/locks.yaml:7 /locks/3/until is unknown; a lock has path, reason and allow");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: 1\\na: 2 | :2 /a is there twice, first in line 1; keep one of them",
                "a: &x 1\\nb: *x | :1  has an anchor (& or *), which is not read; write the value in both places",
                "a: !!str 1 | :1  has a tag (!), which is not read; write the value without",
                "a: yes | :1 /a yes without quotes means a truth value to some programs and a text to others; write true or false, or put it into quotes",
                "a: 0123 | :1 /a 0123 without quotes is read differently by different programs; put it into quotes where it is a text, or write a plain number",
                "a: 12:30 | :1 /a 12:30 without quotes is read differently by different programs; put it into quotes where it is a text, or write a plain number",
                "a: 0x1F | :1 /a 0x1F without quotes is read differently by different programs; put it into quotes where it is a text, or write a plain number",
                "a: 1_000 | :1 /a 1_000 without quotes is read differently by different programs; put it into quotes where it is a text, or write a plain number",
                "on: 1 | :1  has a key that is no text; put it into quotes",
                "1: 1 | :1  has a key that is no text; put it into quotes",
                "[a]: 1 | :1  has a key that is no text; put it into quotes",
                "<<: {a: 1} | :1  has a key that is no text; put it into quotes",
                "- a | :1  is no object of names and values",
                "--- {a: 1}\\n--- {a: 2} | :2  has a second document (---); one file is one document",
                "a: \"\\\\0\" | :1 /a has a control character, which nothing here can take",
            })
    void refusesWhatTwoReadersTakeForTwoThings(String text, String problem) {
        files.put("organisation/values.yaml", text.replace("\\n", "\n").replace("\\\\", "\\"));

        assertThat(problems()).first().isEqualTo("organisation/values.yaml" + problem);
    }

    @Test
    void readsPlainValuesAsJsonWould() {
        assertThat(LayersTests.json(
                                "{a: 1, b: -2.50, c: true, d: null, e: ~, f: 2026-01-01, g: 1.2.3, h: yesterday, i: 'no', j: 1e3, k: 3000000000}")
                        .toString())
                .isEqualTo(
                        "{\"a\":1,\"b\":-2.50,\"c\":true,\"d\":null,\"e\":null,\"f\":\"2026-01-01\",\"g\":\"1.2.3\",\"h\":\"yesterday\",\"i\":\"no\",\"j\":1E+3,\"k\":3000000000}");
    }

    @Test
    void refusesFilesThatAreTooLargeOrTooDeep() {
        files.put("organisation/values.yaml", "a: " + "x".repeat(YamlText.MOST_BYTES));
        files.put("teams/team-harbor/values.yaml", "a: " + "[".repeat(10_000) + "]".repeat(10_000));
        files.put("services/checkout/values.yaml", "a: [" + "1,".repeat(20_000) + "1]");

        assertThat(problems())
                .containsExactly(
                        "organisation/values.yaml  has 65,539 bytes; at most 65,536 are read",
                        "teams/team-harbor/values.yaml:1  is nested deeper than 32",
                        "services/checkout/values.yaml:1  has more than 10,000 values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../production", "..", "a/b", "", "a b", "-a"})
    void asksForNoFileOutside(String name) {
        assertThatThrownBy(() -> effective("team-harbor", "checkout", name)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> effective("team-harbor", name, "production")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> effective(name, "checkout", "production")).isInstanceOf(InvalidInput.class);
    }

    private Effective effective() {
        return effective("team-harbor", "checkout", "production");
    }

    private Effective effective(String team, String service, String environment) {
        return new ValuesTree(CHARTS, path -> Optional.ofNullable(files.get(path)))
                .effective(team, service, environment);
    }

    private List<String> problems() {
        return effective().problems().stream()
                .map(problem -> "%s %s %s".formatted(problem.place(), problem.path(), problem.message()))
                .toList();
    }
}
