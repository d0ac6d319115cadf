package dev.fairway.delivery.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.clusters.ClustersSettings;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.charts.Charts;
import dev.fairway.delivery.values.ValueProblem;
import dev.fairway.shared.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Values that want to be more than values, and such that are none. */
class HostileValuesTests {

    @TempDir
    private static Path home;

    private static Charts charts;
    private static ServiceRender render;

    @BeforeAll
    static void open() {
        charts = new Charts(new ClustersSettings(home));
        render = new ServiceRender(charts);
    }

    @AfterAll
    static void close() {
        charts.destroy();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ .Release.Name }} {{ fail \"no\" }}",
                "{{- include \"service.pod\" . -}}",
                "a\"\n      privileged: true\n      x: \"",
                "}\n---\nkind: Secret\nmetadata: {name: stolen}\n---\n",
                "' | \" > & * ! % @ ` # : , [ ] { }",
                "yes",
                "0123",
                "1e3",
                "",
                "  spaces  ",
                "tab\tand\r\nline",
                "Grüße, 안녕하세요, שלום, 🚀",
                "\u2028\u2029\ufeff"
            })
    void keepsTextsAsTheyAre(String text) {
        ObjectNode values = Examples.smallest("");
        values.withObject("env").put("TEXT", text);
        values.withArray("args").add(text);
        values.withObject("files").putObject("/etc/parcel/text").put("content", text);

        Rendered rendered = render.render(Examples.effective(values), ReleaseFacts.STANDARD);

        assertThat(rendered.problems()).isEmpty();
        assertThat(rendered.manifests()).hasSize(6);
        ObjectNode container = container(rendered);
        assertThat(container.at("/env/0/value").asString()).isEqualTo(text);
        assertThat(container.at("/args/0").asString()).isEqualTo(text);
        assertThat(object(rendered, "ConfigMap").content().get("data").values()).containsExactly(Json.text(text));
    }

    @Test
    void keepsLongTexts() {
        ObjectNode values = Examples.smallest("");
        values.withObject("env").put("TEXT", "ü".repeat(10_000));

        Rendered rendered = render.render(Examples.effective(values), ReleaseFacts.STANDARD);

        assertThat(container(rendered).at("/env/0/value").asString()).hasSize(10_000);
        values.withObject("env").put("TEXT", "ü".repeat(10_001));
        assertThat(problems(values)).containsExactly("/env/TEXT: maxLength: got 10,001, want 10,000");
    }

    @Test
    void keepsNumbersAsTheyAre() {
        ObjectNode values = Examples.smallest("""
                securityContext: {runAsUser: 2147483647}
                release: {number: 999999}
                rollout: {deadlineSeconds: 7200}
                """);

        Rendered rendered = render.render(Examples.effective(values), ReleaseFacts.STANDARD);

        Manifest deployment = object(rendered, "Deployment");
        assertThat(deployment.content().at("/spec/template/spec/securityContext/runAsUser"))
                .isEqualTo(Json.read("2147483647"));
        assertThat(deployment.annotation("fairway.dev/release")).contains("999999");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "prot: 8080 | /prot: is unknown; did you mean port?",
                "image: {repository: a.example/b, tag: '1', digst: x} | /image/digst: is unknown; did you mean digest?",
                "port: '8080' | /port: got string, want integer",
                "port: 8080.5 | /port: got number, want integer",
                "port: 1e300 | /port: maximum: got 1×10³⁰⁰, want 65,535",
                "replicas: -1 | /replicas: minimum: got -1, want 0",
                "replicas: 501 | /replicas: maximum: got 501, want 500",
                "cpu: 1 | /cpu: got number, want string; put it into quotes, as it is a text",
                "cpu: lots | /cpu: \"lots\" does not fit: CPU: That it is sure to get: cores, or thousandths as in 250m.",
                "env: {PORT: 8080} | /env/PORT: got number, want string; put it into quotes, as it is a text",
                "env: {NOT-A-NAME: x} | /env/NOT-A-NAME: \"NOT-A-NAME\" is not possible as a name here: Environment variables: Texts, never secrets. Numbers are written in quotes.",
                "env: text | /env: got string, want object",
                "kind: servant | /kind: value must be one of 'service', 'worker', 'cron', 'job'",
                "schedule: '* * * * *' | /schedule: is not for the kind service; take it out",
                "image: {repository: a.example/b, tag: latest} | /image/tag: \"latest\" is not possible: Tag: Of the version. Never latest, which says nothing.",
                "files: {/etc/../x: {content: a}} | /files/~1etc~1..~1x: \"/etc/../x\" is not possible as a name here: Files: By path, as read-only files.",
                "volumes: {data: {mount: /proc/x, size: 1Gi}} | /volumes/data/mount: \"/proc/x\" is not possible: Mount: Path in the container.",
                "volumes: {data: {mount: /data}} | /volumes/data: needs one of size, claim, secret",
                "volumes: {data: {mount: /data, size: 1Gi, claim: a}} | /volumes/data: can have only one of what it has",
                "health: {periodSeconds: 5, path: null} | /health: needs one of path, command, tcp: Health: How Kubernetes sees that it is ready and alive.",
                "securityContext: {privileged: true} | /securityContext/privileged: is unknown; there is runAsUser, runAsGroup, fsGroup, readOnlyRootFilesystem",
                "securityContext: {runAsUser: 0} | /securityContext/runAsUser: minimum: got 0, want 1",
                "extraObjects: [{kind: A}] | /extraObjects/0/apiVersion: is missing",
                "ingress: {annotations: {nginx.ingress.kubernetes.io/server-snippet: x}} | /ingress/annotations/nginx.ingress.kubernetes.io~1server-snippet: \"nginx.ingress.kubernetes.io/server-snippet\" is not possible as a name here: Annotations: For the controller; snippets of configuration are refused.",
            })
    void saysWhatIsWrong(String more, String problem) {
        assertThat(problems(Examples.smallest(more))).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../etc", "a/b", "-a", "a-", "A", "a b", "a\nb", "", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesNamesThatAreNone(String name) {
        ObjectNode values = Examples.smallest("");
        values.put("name", name);

        assertThat(problems(values)).anyMatch(problem -> problem.startsWith("/name: "));
    }

    @Test
    void cutsWhatItQuotes() {
        assertThat(problems(Examples.smallest("name: %s".formatted("A".repeat(10_000)))))
                .allMatch(problem -> problem.length() < 500);
    }

    @Test
    void saysWhereItWasSet() {
        ObjectNode values = Examples.smallest("replicas: many");

        assertThat(render.render(Examples.effective(values), ReleaseFacts.STANDARD)
                        .problems())
                .extracting(ValueProblem::file)
                .containsExactly("services/parcel/values.yaml");
    }

    @Test
    void refusesATagAloneInProduction() {
        ObjectNode values = Examples.smallest("environment: production");

        assertThat(problems(values))
                .containsExactly(
                        ": image.digest is missing: production runs images by digest only, as a tag may be moved; release a build, which writes it");
    }

    @Test
    void refusesWhatNoClusterWouldTake() {
        assertThat(problems(Examples.smallest("shutdown: {delaySeconds: 60}")))
                .containsExactly(": shutdown.delaySeconds is 60, which is more than shutdown.graceSeconds with 30");
        assertThat(problems(Examples.smallest("rollout: {surge: '0'}")))
                .containsExactly(
                        ": rollout.surge and rollout.unavailable are both 0, so no pod could ever be replaced");
        assertThat(problems(Examples.smallest("ports: {admin: {port: 80}}")))
                .containsExactly(": ports.admin.port is 80, which the service has already; choose another");
        assertThat(problems(Examples.smallest("autoscaling: {min: 3, max: 2, cpu: 50}")))
                .containsExactly(": autoscaling.min is more than autoscaling.max");
    }

    @Test
    void refusesHealthThatNobodyCouldAsk() {
        ObjectNode worker = Examples.smallest("kind: worker");
        worker.remove("port");

        assertThat(problems(worker))
                .containsExactly(
                        "/health/port: is missing, as there is path: Port: Where health is asked on another one.");
        worker.put("kind", "job");
        assertThat(problems(worker)).containsExactly("/health/path: is not for the kind job; take it out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_tag", "tag-", "a.", "__"})
    void labelsTagsThatAreNoLabels(String tag) {
        ObjectNode values = Examples.smallest("");
        values.withObject("image").put("tag", tag + "x".repeat(tag.length() % 2 == 0 ? 0 : 80));

        Rendered rendered = render.render(Examples.effective(values), ReleaseFacts.STANDARD);

        assertThat(object(rendered, "Deployment").label("fairway.dev/version").orElseThrow())
                .matches("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");
    }

    @Test
    void refusesAVariableThatIsSetTwice() {
        ObjectNode values = Examples.smallest("{env: {URL: x}, resources: {db: {resource: a, env: {URL: url}}}}");

        assertThat(problems(values))
                .containsExactly(
                        ": resources.db sets URL, which is set elsewhere too; set it once, or take the other away with null");
    }

    @Test
    void takesAwayWhatTheChartSays() {
        ObjectNode values = Examples.smallest("securityContext: {runAsUser: null, fsGroup: null}");

        Rendered rendered = render.render(Examples.effective(values), ReleaseFacts.STANDARD);

        assertThat(Json.fields(object(rendered, "Deployment").content().at("/spec/template/spec/securityContext")))
                .containsOnlyKeys("runAsNonRoot", "runAsGroup", "seccompProfile");
    }

    private static List<String> problems(ObjectNode values) {
        return render.render(Examples.effective(values), ReleaseFacts.STANDARD).problems().stream()
                .map(problem -> problem.path() + ": " + problem.message())
                .toList();
    }

    private static ObjectNode container(Rendered rendered) {
        return (ObjectNode) object(rendered, "Deployment").content().at("/spec/template/spec/containers/0");
    }

    private static Manifest object(Rendered rendered, String kind) {
        return rendered.manifests().stream()
                .filter(object -> object.kind().name().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
