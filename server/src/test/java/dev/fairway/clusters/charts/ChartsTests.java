package dev.fairway.clusters.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.clusters.ClustersSettings;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.TestTools;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.TooLarge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ChartsTests {

    static final Release RELEASE = new Release("green", "shops", "1.34.0");
    private static final String EVERYTHING = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: all}
            data: {all: {{ toJson .Values | quote }}, yaml: {{ toYaml .Values | quote }}}
            """;

    @TempDir
    private static Path home;

    private static Charts charts;

    @BeforeAll
    static void open() {
        charts = new Charts(new ClustersSettings(home));
    }

    @AfterAll
    static void close() {
        charts.destroy();
    }

    @Test
    void rendersWhatTheProgramRenders() throws IOException, InterruptedException {
        String helm = TestTools.program("helm");
        ObjectNode values = shopValues();
        Path file = Files.writeString(home.resolve("values.json"), values.toString());
        Process program = new ProcessBuilder(
                        helm,
                        "template",
                        "green",
                        ChartFiles.SHOP.toString(),
                        "--namespace=shops",
                        "--kube-version=1.34.0",
                        "--no-hooks",
                        "--values=" + file)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String expected = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).isZero();

        assertThat(charts.render(ChartFiles.shop(), RELEASE, values))
                .hasSize(5)
                .containsExactlyElementsOf(Manifest.read(expected));
    }

    @Test
    void sortsObjectsAsHelmInstallsThem() {
        assertThat(charts.render(ChartFiles.shop(), RELEASE, shopValues()))
                .extracting(Manifest::toString)
                .containsExactly(
                        "ServiceAccount green-shop",
                        "ConfigMap green-shop",
                        "Service green-shop in shops",
                        "Deployment green-shop",
                        "StatefulSet green-cache");
    }

    @Test
    void rendersTheSameAgain() {
        List<Manifest> first = charts.render(ChartFiles.shop(), RELEASE, shopValues());

        assertThat(charts.render(ChartFiles.shop(), RELEASE, shopValues())).isEqualTo(first);
    }

    @Test
    void leavesOutWhatValuesSwitchOff() {
        ObjectNode values = shopValues();
        values.withObject("cache").put("enabled", false);

        assertThat(charts.render(ChartFiles.shop(), RELEASE, values))
                .noneMatch(object -> object.kind().name().equals("StatefulSet"));
    }

    @Test
    void rendersForTheVersionOfTheCluster() {
        Release older = new Release("green", "shops", "v1.30.4");

        assertThat(service(charts.render(ChartFiles.shop(), older, shopValues()))
                        .has("trafficDistribution"))
                .isFalse();
        assertThat(service(charts.render(ChartFiles.shop(), RELEASE, shopValues()))
                        .has("trafficDistribution"))
                .isTrue();
    }

    private static ObjectNode service(List<Manifest> objects) {
        return objects.stream()
                .filter(object -> object.kind().name().equals("Service"))
                .findFirst()
                .orElseThrow()
                .spec();
    }

    @Test
    void refusesAClusterThatTheChartIsNotFor() {
        assertThatThrownBy(() -> charts.render(ChartFiles.shop(), new Release("green", "shops", "1.27"), shopValues()))
                .isInstanceOf(ChartRefused.class)
                .hasMessageContaining("chart requires kubeVersion: >=1.28.0-0");
    }

    @Test
    void handsOverTextsAsTheyAre() {
        for (String text : List.of(
                "",
                "  spaces  ",
                "\"double\" 'single' `back` \\ / \\n",
                "two\nlines\r\n\tand a tab\n",
                "{{ .Release.Name }} {{ fail \"no\" }}",
                "a,b=c[0].d: #e & *f !g %h @i | > - ?",
                "yes",
                "on",
                "null",
                "~",
                "0123",
                "1e3",
                "2026-01-01",
                "<<",
                "Grüße, 안녕하세요, שלום, 🚀, é",
                "\u0000\u0001\u001f\u007f\u0085\u009f\u00a0\u2028\u2029\ufeff\ufffd",
                "x".repeat(10_000),
                "---\nkind: Secret\n---\n")) {
            ObjectNode values = Json.object().put("text", text);

            assertThat(arrived(values)).isEqualTo(values);
        }
    }

    @Test
    void handsOverValuesOfEveryKind() {
        JsonNode values = Json.read("""
                {"yes": true, "no": false, "whole": 12345678, "negative": -7, "broken": 2.5, "large": 9007199254740992,
                 "list": [1, "1", true, [], {}], "empty": {}, "deep": {"a b": {"c.d": {"é/\\"": "x"}}}, "on": 1, "1": "y"}""");

        assertThat(arrived((ObjectNode) values)).isEqualTo(values);
    }

    @Test
    void takesAwayWhatIsNull() {
        Chart chart =
                Chart.of(ChartFiles.small(Map.of("templates/one.yaml", EVERYTHING, "values.yaml", "{a: 1, b: 2}")));

        assertThat(arrived(chart, (ObjectNode) Json.read("{\"a\": null}"))).isEqualTo(Json.read("{\"b\": 2}"));
    }

    private JsonNode arrived(ObjectNode values) {
        return arrived(ChartFiles.of(EVERYTHING), values);
    }

    private JsonNode arrived(Chart chart, ObjectNode values) {
        JsonNode data =
                charts.render(chart, RELEASE, values).getFirst().content().get("data");
        return Json.read(data.get("all").stringValue());
    }

    @Test
    void namesEveryValueThatTheSchemaRefuses() {
        ObjectNode values = (ObjectNode) Json.read("""
                {"replicas": "two", "image": {"tag": "V 1", "size": 1}, "ports": [{"name": "web"}], "cache": {"megabytes": 1}}""");

        assertThatThrownBy(() -> charts.render(ChartFiles.shop(), RELEASE, values))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.problems())
                                .extracting(problem -> problem.path() + ": " + problem.message())
                                .containsExactlyInAnyOrder(
                                        "replicas: got string, want integer",
                                        "image.tag: 'V 1' does not match pattern '^[a-z0-9.]*$'",
                                        "image: additional properties 'size' not allowed",
                                        "ports.0: missing property 'number'",
                                        "cache.megabytes: minimum: got 1, want 16"));
    }

    @Test
    void namesTheLineThatRequires() {
        ObjectNode values = Json.object().put("replicas", 1);

        assertThatThrownBy(() -> charts.render(ChartFiles.shop(), RELEASE, values))
                .isInstanceOf(ChartRefused.class)
                .hasMessage("shop/templates/web.yaml:18: image.tag says which version to run");
    }

    @Test
    void namesTheLineThatFails() {
        assertRefused("a: 1\nb: {{ fail \"not on Fridays\" }}", "small/templates/one.yaml:2: not on Fridays");
        assertRefused(
                "a: {{ .Values.a.b }}",
                "small/templates/one.yaml:1: nil pointer evaluating interface {}.b at .Values.a.b");
        assertRefused("\n\na: {{ nosuch 1 }}", "small/templates/one.yaml:3: function \"nosuch\" not defined");
        assertRefused("\na: {{ if }}", "small/templates/one.yaml:2: missing value for if");
        assertRefused(
                "a: {{ tpl \"{{ .Values.a.b }}\" . }}",
                "small/templates/one.yaml:1: nil pointer evaluating interface {}.b at .Values.a.b");
    }

    @Test
    void namesTheLineOfTheTemplateThatATemplateCalls() {
        Chart chart = Chart.of(ChartFiles.small(Map.of(
                "templates/one.yaml", "a: {{ include \"b\" . }}",
                "templates/_b.tpl", "{{ define \"b\" }}\n{{ .Values.c.d }}{{ end }}")));

        assertThatThrownBy(() -> charts.render(chart, RELEASE, Json.object()))
                .hasMessage("small/templates/_b.tpl:2: nil pointer evaluating interface {}.d at .Values.c.d");
    }

    @Test
    void saysWhatIsNoYaml() {
        assertThatThrownBy(() -> charts.render(ChartFiles.of("kind: A\na: ["), RELEASE, Json.object()))
                .isInstanceOf(ChartRefused.class)
                .hasMessageContaining("small/templates/one.yaml: what it renders is no YAML in line 2 of it");
    }

    @Test
    void saysWhatIsNoObject() {
        assertThatThrownBy(() -> charts.render(ChartFiles.of("a: 1"), RELEASE, Json.object()))
                .isInstanceOf(ChartRefused.class)
                .hasMessageContaining("small: what it renders is no object of a cluster");
    }

    private void assertRefused(String template, String message) {
        assertThatThrownBy(() -> charts.render(ChartFiles.of(template), RELEASE, Json.object()))
                .isInstanceOf(ChartRefused.class)
                .hasMessage(message);
    }

    @Test
    void rendersNothingFromNothing() {
        assertThat(charts.render(ChartFiles.of("{{ if .Values.a }}a: 1{{ end }}"), RELEASE, Json.object()))
                .isEmpty();
    }

    @Test
    void fetchesNoDependency() {
        Chart chart = Chart.of(
                ChartFiles.small(
                        Map.of(
                                "Chart.yaml",
                                "{apiVersion: v2, name: small, version: 1.0.0, dependencies: [{name: redis, version: 1.0.0, repository: 'http://127.0.0.1:9'}]}")));

        assertThatThrownBy(() -> charts.render(chart, RELEASE, Json.object()))
                .isInstanceOf(ChartRefused.class)
                .hasMessageContaining("missing in charts/ directory: redis");
    }

    @Test
    void readsNothingOfTheMachine() throws IOException {
        Files.writeString(home.resolve("secret"), "secret");

        assertThat(value("{{ .Files.Get \"%s\" }}".formatted(home.resolve("secret"))))
                .isEmpty();
        assertThat(value("{{ .Files.Get \"../../secret\" }}")).isEmpty();
        assertThat(value("{{ .Files.Get \"templates/../../../secret\" }}")).isEmpty();
        assertThat(
                        value(
                                "{{ range $path, $_ := .Files.Glob \"**\" }}{{ $path }}{{ end }}{{ len (.Files.Glob \"../**\") }}"))
                .isEqualTo("0");
        assertThat(value("{{ getHostByName \"localhost\" }}")).isEmpty();
        assertRefused("a: {{ env \"HOME\" }}", "small/templates/one.yaml:1: function \"env\" not defined");
        assertRefused("a: {{ expandenv \"$HOME\" }}", "small/templates/one.yaml:1: function \"expandenv\" not defined");
    }

    private String value(String expression) {
        Chart chart = ChartFiles.of(
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\ndata: {value: '%s'}".formatted(expression));
        return charts.render(chart, RELEASE, Json.object())
                .getFirst()
                .content()
                .get("data")
                .get("value")
                .stringValue();
    }

    @Test
    void asksNoCluster() {
        String lookup = "{{ lookup \"v1\" \"Secret\" \"kube-system\" \"\" }}";

        assertRefused("a: " + lookup, "small/templates/one.yaml:1: lookup has no cluster to ask here");
        assertThatThrownBy(() -> charts.render(
                        ChartFiles.of("a: {{ tpl .Values.text . }}"),
                        RELEASE,
                        Json.object().put("text", lookup)))
                .hasMessage("small/templates/one.yaml:1: lookup has no cluster to ask here");
    }

    @Test
    void stopsWhatDoesNotEnd() {
        Charts hasty = new Charts(new ClustersSettings(home), Duration.ofSeconds(3));
        Chart endless = ChartFiles.of("{{ range until 100000 }}{{ range until 100000 }}{{ end }}{{ end }}");

        assertThatThrownBy(() -> hasty.render(endless, RELEASE, Json.object()))
                .isInstanceOf(ChartRefused.class)
                .hasMessageContaining("small: its templates take too long");
        assertThat(hasty.render(ChartFiles.shop(), RELEASE, shopValues())).isNotEmpty();
        hasty.destroy();
    }

    @Test
    void mixesNothingUpOnFourThreads() throws Exception {
        Chart chart = ChartFiles.of(EVERYTHING.replace("name: all", "name: {{ .Release.Name }}"));
        List<Callable<Boolean>> renders = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            Release release = new Release("r" + number, "n" + number, "1.34.0");
            ObjectNode values =
                    Json.object().put("number", "%d ".formatted(number).repeat(500));
            renders.add(() -> {
                Manifest object = charts.render(chart, release, values).getFirst();
                return object.name().equals(release.name())
                        && Json.read(object.content().get("data").get("all").stringValue())
                                .equals(values);
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> render : threads.invokeAll(renders)) {
                assertThat(render.get()).isTrue();
            }
        }
    }

    @Test
    void refusesReleasesAndValuesThatAreNone() {
        assertThatThrownBy(() -> new Release("Green", "shops", "1.34")).hasMessageContaining("name: \"Green\"");
        assertThatThrownBy(() -> new Release("-x", "shops", "1.34")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new Release("a".repeat(54), "shops", "1.34")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new Release("green", "a/b", "1.34")).hasMessageContaining("namespace: \"a/b\"");
        assertThatThrownBy(() -> new Release("green", "shops", "latest"))
                .hasMessageContaining("kubernetes: \"latest\"");
        assertThatThrownBy(() ->
                        charts.render(ChartFiles.shop(), RELEASE, Json.object().put("a", "x".repeat(2 << 20))))
                .isInstanceOf(TooLarge.class);
    }

    static ObjectNode shopValues() {
        return (ObjectNode) Json.read("""
                {"image": {"tag": "1.4.2"}, "replicas": 3, "labels": {"team": "Ünïcode \\"quoted\\""},
                 "ports": [{"name": "web", "number": 8080}, {"name": "admin", "number": 9090}],
                 "env": {"B": "two\\nlines", "A": true, "C": "{{ .Release.Name }}", "D": 7},
                 "greeting": "{{ .Release.Name }} in {{ .Release.Namespace }}: {{ .Values.replicas }}",
                 "cache": {"megabytes": 128}}""");
    }
}
