package dev.fairway.resources.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.ClusterAddress;
import dev.fairway.clusters.Clusters;
import dev.fairway.clusters.ControlPlane;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Owner;
import dev.fairway.clusters.RefusedByCluster;
import dev.fairway.clusters.StoppingApiServer;
import dev.fairway.resources.spi.Login;
import dev.fairway.resources.spi.NameTaken;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Observation.Difference;
import dev.fairway.resources.spi.Server;
import dev.fairway.resources.spi.ServerFailed;
import dev.fairway.resources.spi.ServerUnfit;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.selfservice.spi.Plan.Effect;
import dev.fairway.selfservice.spi.Plan.Piece;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Resources made of objects that a type says, over a real API server. */
class ManifestTests {

    private static final Kind SETTINGS = new Kind("v1", "ConfigMap");
    private static final Kind WORKLOAD = new Kind("apps/v1", "Deployment");
    private static final String NAME = "crane";

    private static final String TEMPLATE = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: "{{ .name }}-settings"}
            data: {greeting: "{{ .specification.greeting }}"}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: "{{ .name }}"}
            spec:
              replicas: "{{ .specification.replicas }}"
              selector: {matchLabels: {app: "{{ .name }}"}}
              template:
                metadata: {labels: {app: "{{ .name }}"}}
                spec: {containers: [{name: main, image: "registry.example/crane:1", env: [{name: PASSWORD, valueFrom: {secretKeyRef: {name: "{{ .name }}-owner", key: password}}}]}]}
            """;

    private final ManifestProvisioner provisioner = new ManifestProvisioner(new Clusters());
    private final List<String> log = new ArrayList<>();
    private ControlPlane plane;
    private String namespace;
    private Server server;
    private Cluster cluster;

    @BeforeEach
    void open() {
        plane = ControlPlane.get();
        namespace = plane.namespace();
        server = server(plane.address(namespace));
        cluster = plane.open(namespace);
    }

    @AfterEach
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void makesTheObjectsAndAUserThatTheyReferTo() {
        Wanted wanted = wanted(2, "Ahoy");

        assertThat(provisioner.forecast(server, wanted))
                .containsExactly(
                        new Piece(Effect.CREATED, "ConfigMap crane-settings", null),
                        new Piece(Effect.CREATED, "Deployment crane", null));
        make(wanted);

        assertThat(log)
                .containsExactly(
                        "Made ConfigMap crane-settings in " + namespace, "Made Deployment crane in " + namespace);
        assertThat(found(WORKLOAD, NAME).spec().path("replicas").asInt()).isEqualTo(2);
        assertThat(found(WORKLOAD, NAME).annotation("fairway.dev/id")).contains("fairway:res_1");
        assertThat(found(Kind.SECRET, "crane-owner")
                        .content()
                        .at("/data/password")
                        .asString())
                .isEqualTo("cGFzcw==");
        assertThat(provisioner.outputs(server, wanted))
                .isEqualTo(Json.object().put("host", "crane." + namespace).put("wish", 2));
        assertThat(provisioner.url(server, wanted, login())).isEqualTo("crane://crane_owner_a:pass@crane." + namespace);
        assertThat(provisioner.forecast(server, wanted)).isEmpty();
        assertThat(provisioner.loss(server, wanted)).isEqualTo("ConfigMap crane-settings, Deployment crane");
    }

    @Test
    void changesOnlyWhatIsAskedForAndTellsItBefore() {
        make(wanted(2, "Ahoy"));

        assertThat(provisioner.forecast(server, wanted(3, "Ahoy")))
                .containsExactly(new Piece(Effect.CHANGED, "Deployment crane", "spec.replicas: 2 → 3"));
        log.clear();
        provisioner.apply(server, wanted(3, "Ahoy"), log::add);

        assertThat(log)
                .containsExactly("Changed spec.replicas of Deployment crane in %s from 2 to 3".formatted(namespace));
    }

    @Test
    void showsFieldByFieldWhatSomebodyElseChangedAndPutsItRight() {
        Wanted wanted = wanted(2, "Ahoy");
        make(wanted);
        cluster.takeOver(
                Manifest.read(
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: crane-settings}, data: {greeting: Moin}}"),
                new Owner("somebody"));

        Observation seen = provisioner.observe(server, wanted);

        assertThat(seen.differences())
                .containsEntry(
                        "ConfigMap crane-settings data.greeting", new Difference(Json.text("Ahoy"), Json.text("Moin")));
        assertThat(seen.complaint()).isEqualTo("Deployment crane: 0 of 2 replicas are ready");
        provisioner.apply(server, wanted, log::add);
        assertThat(provisioner.observe(server, wanted).differences()).isEmpty();
        cluster.prune(new Owner("res_1"), List.of(), List.of(SETTINGS));
        assertThat(provisioner.observe(server, wanted).differences())
                .containsEntry("ConfigMap crane-settings", new Difference(Json.text("there"), Json.text("missing")));
    }

    @Test
    void refusesObjectsOfSomebodyElse() {
        cluster.apply(
                Manifest.read(
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: crane-settings}, data: {greeting: Moin}}"),
                new Owner("somebody"));
        Manifest before = found(SETTINGS, "crane-settings");
        Wanted wanted = wanted(1, "Ahoy");

        assertThatThrownBy(() -> provisioner.forecast(server, wanted)).isInstanceOf(NameTaken.class);
        assertThatThrownBy(() -> make(wanted)).isInstanceOf(NameTaken.class);
        provisioner.remove(server, wanted);

        assertThat(found(SETTINGS, "crane-settings")).isEqualTo(before);
        assertThat(cluster.list(WORKLOAD)).isEmpty();
        assertThat(provisioner.observe(server, wanted).isThere()).isFalse();
    }

    @Test
    void takesValuesAsTextsWhateverIsInThem() {
        for (String hostile : List.of(
                "a\"}\nkind: Secret\n---\napiVersion: v1",
                "{{ .id }}",
                "${HOME} $(id)",
                "'; drop",
                "ü\u0007\t\\",
                "x".repeat(10_000))) {
            Wanted wanted = wanted(1, hostile);

            provisioner.apply(server, wanted, log::add);

            assertThat(found(SETTINGS, "crane-settings")
                            .content()
                            .at("/data/greeting")
                            .asString())
                    .isEqualTo(hostile);
        }
        assertThat(cluster.list(SETTINGS)).extracting(Manifest::name).isSubsetOf("crane-settings", "kube-root-ca.crt");
    }

    @Test
    void takesAwayWhatOnlyAFormerTemplateHad() {
        Wanted before = wanted(1, "Ahoy");
        make(before);
        Wanted after = new Wanted("res_1", NAME, before.specification(), template("""
                {apiVersion: v1, kind: ConfigMap, metadata: {name: "{{ .name }}-settings"}, data: {greeting: "{{ .specification.greeting }}"}}"""));

        provisioner.apply(server, after, log::add);
        provisioner.tidy(server, before, after);

        assertThat(cluster.list(WORKLOAD)).isEmpty();
        assertThat(found(SETTINGS, "crane-settings")
                        .content()
                        .at("/data/greeting")
                        .asString())
                .isEqualTo("Ahoy");
        assertThat(cluster.find(Kind.SECRET, "crane-owner")).isPresent();
    }

    @Test
    void convergesWhereverTheAnswersStop() {
        Wanted wanted = wanted(2, "Ahoy");
        int stops = 0;
        while (isStopped(stops + 1, on -> {
            provisioner.apply(on, wanted, log::add);
            provisioner.issue(on, wanted, login());
        })) {
            stops++;
            make(wanted);
            assertThat(provisioner.observe(server, wanted).differences()).isEmpty();
            assertThat(cluster.list(WORKLOAD)).hasSize(1);
            int left = 1;
            while (isStopped(left, on -> provisioner.remove(on, wanted))) {
                left++;
            }
            provisioner.remove(server, wanted);
            assertThat(cluster.list(WORKLOAD)).isEmpty();
            assertThat(cluster.find(Kind.SECRET, "crane-owner")).isEmpty();
        }
        assertThat(stops).isGreaterThanOrEqualTo(2);
    }

    @Test
    void takesAUserThatSomebodyInTheClusterKeeps() {
        ObjectNode template = template(TEMPLATE);
        template.set(
                "logins",
                Json.read(
                        "[{\"role\": \"owner\", \"secret\": \"{{ .name }}-conn\", \"user\": \"u\", \"password\": \"p\"}]"));
        Wanted wanted = new Wanted("res_1", NAME, wanted(1, "Ahoy").specification(), template);
        provisioner.apply(server, wanted, log::add);

        assertThatThrownBy(() -> provisioner.issue(server, wanted, login()))
                .isInstanceOf(ServerFailed.class)
                .hasMessageContaining("Secret crane-conn is not there yet");
        cluster.apply(
                Manifest.read(
                        "{apiVersion: v1, kind: Secret, metadata: {name: crane-conn}, stringData: {u: kim, p: from-operator}}"),
                new Owner("operator"));

        assertThat(provisioner.issue(server, wanted, login())).isEqualTo(new Login("owner", "kim", "from-operator"));
        provisioner.remove(server, wanted);
        assertThat(cluster.find(Kind.SECRET, "crane-conn")).isPresent();
    }

    /** The operator is not there: what it would write is written by the test. */
    @Test
    void asksAnOperatorAndDeliversWhatItMade() {
        plane.define("/kubernetes/object-store.yaml");
        ObjectNode template = template("""
                apiVersion: storage.example.org/v1alpha1
                kind: ObjectStore
                metadata: {name: "{{ .name }}"}
                spec:
                  parameters: {region: "{{ .region }}", sizeGb: "{{ .specification.size }}"}
                  writeConnectionSecretToRef: {name: "{{ .name }}-connection"}""");
        template.set("outputs", Json.read("{\"endpoint\": \".objects.ObjectStore[.name].status.endpoint\"}"));
        template.set("logins", Json.read("[{\"role\": \"owner\", \"secret\": \"{{ .name }}-connection\"}]"));
        Wanted wanted = new Wanted("res_1", NAME, Json.object().put("size", 20), template);
        Wanted tooLarge = new Wanted("res_1", NAME, Json.object().put("size", 900), template);

        assertThatThrownBy(() -> provisioner.forecast(server, tooLarge))
                .hasMessageContaining("sizeGb", "less than or equal to 500");
        provisioner.apply(server, wanted, log::add);
        simulateOperator("False", "no quota left in hall");
        assertThat(provisioner.observe(server, wanted).complaint())
                .isEqualTo("ObjectStore crane: no quota left in hall");
        simulateOperator("True", "");
        cluster.apply(
                Manifest.read(
                        "{apiVersion: v1, kind: Secret, metadata: {name: crane-connection}, stringData: {username: store, password: made-there}}"),
                new Owner("operator"));

        assertThat(provisioner.issue(server, wanted, login())).isEqualTo(new Login("owner", "store", "made-there"));
        assertThat(provisioner.outputs(server, wanted))
                .isEqualTo(Json.object().put("endpoint", "https://store.example"));
        assertThat(provisioner.observe(server, wanted).complaint()).isNull();
        assertThat(provisioner.observe(server, wanted).differences()).isEmpty();
        provisioner.remove(server, wanted);
        assertThat(provisioner.observe(server, wanted).isThere()).isFalse();
    }

    private void simulateOperator(String ready, String message) {
        plane.simulateStatus(
                "/apis/storage.example.org/v1alpha1/namespaces/%s/objectstores/%s".formatted(namespace, NAME),
                """
                {"endpoint": "https://store.example", "conditions": [{"type": "Ready", "status": "%s", "message": "%s"}]}""".formatted(ready, message));
    }

    @Test
    void saysWhatTheClusterWouldRefuseBeforeAnythingIsMade() {
        Wanted unknown = new Wanted("res_1", NAME, wanted(1, "Ahoy").specification(), template("""
                {apiVersion: db.example/v1, kind: Instance, metadata: {name: "{{ .name }}"}, spec: {}}"""));
        Wanted wrong = wanted(1, "Ahoy");
        wrong.specification().put("replicas", "many");
        Wanted nothing = new Wanted("res_1", "Not A Name", wanted(1, "x").specification(), template(TEMPLATE));

        assertThatThrownBy(() -> provisioner.forecast(server, unknown)).hasMessageContaining("Instance");
        assertThatThrownBy(() -> provisioner.forecast(server, wrong))
                .isInstanceOf(RefusedByCluster.class)
                .hasMessageContaining("replicas");
        assertThatThrownBy(() -> provisioner.apply(server, nothing, log::add)).isInstanceOf(ServerUnfit.class);
        assertThat(cluster.list(WORKLOAD)).isEmpty();
    }

    @Test
    void refusesTemplatesThatCouldNotBe() {
        assertThat(problems("a: ["))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("neither YAML nor JSON"));
        assertThat(problems("{apiVersion: v1, kind: ConfigMap, metadata: {name: fixed}}"))
                .extracting(Problem::path)
                .containsExactly("template.manifests.0.metadata.name");
        assertThat(problems("{apiVersion: v1, kind: ConfigMap, metadata: {name: \"{{ .name }}\", namespace: other}}"))
                .extracting(Problem::path)
                .containsExactly("template.manifests.0.metadata.namespace");
        assertThat(
                        problems(
                                "{apiVersion: v1, kind: ConfigMap, metadata: {name: \"{{ .name }}\"}, data: {a: \"{{ .( }}\"}}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.path()).isEqualTo("template.manifests.0"));
        assertThat(problems("- 1"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("is no object"));
        assertThat(problems(""))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("0 objects"));
        assertThat(provisioner.problemsOf(template(TEMPLATE), Set.of())).isEmpty();
    }

    @Test
    void testsWhetherItMayMakeUsersThere() {
        assertThat(provisioner.test(server).version()).startsWith("v1.");
        assertThatThrownBy(() -> provisioner.test(server(plane.addressOfStranger(namespace))))
                .isInstanceOf(RefusedByCluster.class);
        assertThat(cluster.list(Kind.SECRET)).isEmpty();
    }

    private List<Problem> problems(String manifests) {
        return provisioner.problemsOf(Json.object().put("manifests", manifests), Set.of());
    }

    private interface Step {
        void on(Server server);
    }

    /** Whether it was stopped before its end; the answer to its last change was lost. */
    private boolean isStopped(int changes, Step step) {
        try (StoppingApiServer stopping = new StoppingApiServer(plane, changes)) {
            step.on(server(stopping.address(namespace)));
            return stopping.hasStopped();
        } catch (ServerFailed stopped) {
            return true;
        }
    }

    private void make(Wanted wanted) {
        provisioner.apply(server, wanted, log::add);
        provisioner.issue(server, wanted, login());
    }

    private static Login login() {
        return new Login("owner", "crane_owner_a", "pass");
    }

    private Manifest found(Kind kind, String name) {
        return cluster.find(kind, name).orElseThrow();
    }

    private static Wanted wanted(int replicas, String greeting) {
        return new Wanted(
                "res_1", NAME, Json.object().put("replicas", replicas).put("greeting", greeting), template(TEMPLATE));
    }

    private static ObjectNode template(String manifests) {
        ObjectNode template = Json.object().put("manifests", manifests);
        template.putArray("logins").addObject().put("role", "owner");
        template.putObject("outputs")
                .put("host", ".name + \".\" + .namespace")
                .put("wish", ".objects.Deployment[.name].spec.replicas")
                .put("later", ".objects.Service[.name].spec.clusterIP");
        return template.put("url", "\"crane://\\(.user):\\(.password)@\\(.outputs.host)\"");
    }

    private static Server server(ClusterAddress address) {
        ObjectNode settings = Json.object().put("url", address.url()).put("certificate", address.certificate());
        settings.put("namespace", address.namespace());
        return new Server("kubernetes", "hall", settings, Json.object().put("token", address.token()));
    }
}
