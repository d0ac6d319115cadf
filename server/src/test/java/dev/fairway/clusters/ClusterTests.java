package dev.fairway.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.clusters.Applied.Outcome;
import dev.fairway.clusters.FieldsOfOthers.Field;
import dev.fairway.clusters.Sight.Happening;
import dev.fairway.shared.Fault;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.PlatformException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterTests {

    private static final Kind DEPLOYMENT = new Kind("apps/v1", "Deployment");
    private static final Kind CONFIG_MAP = new Kind("v1", "ConfigMap");
    private static final Owner WEB = new Owner("web");
    private static final Owner OTHER = new Owner("other");

    private ControlPlane plane;
    private String namespace;
    private Cluster cluster;

    @BeforeEach
    void open() {
        plane = ControlPlane.get();
        namespace = plane.namespace();
        cluster = plane.open(namespace);
    }

    @AfterEach
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void appliesAndSaysWhatChanged() {
        Applied made = cluster.apply(deployment("web:1", 2), WEB).getFirst();
        Applied again = cluster.apply(deployment("web:1", 2), WEB).getFirst();
        Applied changed = cluster.apply(deployment("web:2", 3), WEB).getFirst();

        assertThat(made.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(made.object().label(Owner.LABEL)).contains("web");
        assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(changed.outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(changed.changes())
                .extracting(one -> "%s: %s → %s".formatted(one.path(), one.before(), one.after()))
                .containsExactly(
                        "spec.replicas: 2 → 3", "spec.template.spec.containers[web].image: \"web:1\" → \"web:2\"");
        assertThat(cluster.version()).startsWith("v1.");
    }

    @Test
    void takesAwayFieldsThatAreNotWantedAnyMore() {
        cluster.apply(configMap("settings", "{colour: red, size: big}"), WEB);
        cluster.takeOver(configMap("settings", "{shape: round}"), OTHER);

        Applied changed =
                cluster.takeOver(configMap("settings", "{colour: red}"), WEB).getFirst();

        assertThat(changed.changes())
                .extracting(Difference::path)
                .containsExactly("data.size", "metadata.labels[fairway.dev/owner]");
        assertThat(changed.object().content().path("data").propertyNames())
                .containsExactlyInAnyOrder("colour", "shape");
    }

    @Test
    void refusesFieldsThatSomebodyElseOwns() {
        cluster.apply(deployment("web:1", 2), OTHER);

        assertThatThrownBy(() -> cluster.apply(deployment("web:2", 3), WEB))
                .isInstanceOfSatisfying(FieldsOfOthers.class, refused -> {
                    assertThat(refused.fault()).isEqualTo(Fault.CALLER);
                    assertThat(refused.fields())
                            .containsExactlyInAnyOrder(
                                    new Field(".metadata.labels.fairway.dev/owner", "fairway:other"),
                                    new Field(".spec.replicas", "fairway:other"),
                                    new Field(".spec.template.spec.containers[name=\"web\"].image", "fairway:other"));
                    assertThat(refused).hasMessageContaining(".spec.replicas by fairway:other");
                });
        assertThat(replicas()).isEqualTo(2);

        cluster.takeOver(deployment("web:2", 3), WEB);
        assertThat(replicas()).isEqualTo(3);
    }

    @Test
    void seesWhatApplyingWouldChange() {
        cluster.apply(deployment("web:1", 2), WEB);
        cluster.takeOver(deployment("web:1", 5), OTHER);

        Observed seen = cluster.observe(deployment("web:1", 2), WEB).getFirst();
        Observed missing =
                cluster.observe(configMap("settings", "{colour: red}"), WEB).getFirst();

        assertThat(seen.differences())
                .extracting(one -> "%s: %s → %s".formatted(one.path(), one.before(), one.after()))
                .containsExactly("metadata.labels[fairway.dev/owner]: \"other\" → \"web\"", "spec.replicas: 5 → 2");
        assertThat(replicas()).isEqualTo(5);
        assertThat(missing.actual()).isNull();
        assertThat(cluster.find(CONFIG_MAP, "settings")).isEmpty();
    }

    @Test
    void doesNotTellSecrets() {
        List<Manifest> secret = Manifest.read("""
                {apiVersion: v1, kind: Secret, metadata: {name: login}, data: {password: c2VjcmV0LXRleHQ=}}""");

        Applied made = cluster.apply(secret, WEB).getFirst();

        assertThat(made.changes()).isNotEmpty();
        assertThat(made.toString()).doesNotContain("c2VjcmV0LXRleHQ");
        assertThat(plane.address("default").toString())
                .doesNotContain(plane.address("default").token());
    }

    @Test
    void prunesOnlyWhatItOwns() {
        cluster.apply(configMap("kept", "{a: b}"), WEB);
        cluster.apply(configMap("old", "{a: b}"), WEB);
        cluster.apply(configMap("theirs", "{a: b}"), OTHER);
        cluster.apply(deployment("web:1", 1), WEB);

        List<Manifest> gone = cluster.prune(WEB, configMap("kept", "{a: b}"), List.of(CONFIG_MAP, DEPLOYMENT));

        assertThat(gone).extracting(Manifest::name).containsExactly("old", "web");
        assertThat(cluster.list(CONFIG_MAP)).extracting(Manifest::name).containsExactly("kept", "theirs");
        assertThat(cluster.prune(WEB, configMap("kept", "{a: b}"), List.of(CONFIG_MAP, DEPLOYMENT)))
                .isEmpty();
    }

    @Test
    void saysWhatTheApiServerRefuses() {
        assertRefused("spec.replicas", () -> cluster.apply(deployment("web:1", -1), WEB));
        assertRefused(
                "it knows no such kind",
                () -> cluster.apply(Manifest.read("{apiVersion: none/v1, kind: Thing, metadata: {name: x}}"), WEB));
        assertRefused(
                "namespaces \"nowhere\" not found",
                () -> cluster.apply(
                        Manifest.read("{apiVersion: v1, kind: ConfigMap, metadata: {name: x, namespace: nowhere}}"),
                        WEB));
        assertRefused(
                "field not declared in schema",
                () -> cluster.apply(
                        Manifest.read("{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, dta: {a: b}}"), WEB));
        try (Cluster stranger = new Clusters().open(plane.addressOfStranger(namespace))) {
            assertRefused("User \"stranger\" cannot get resource", () -> stranger.apply(configMap("x", "{}"), WEB));
        }
    }

    @Test
    void saysWhichRuleOfTheClusterForbidsIt() {
        cluster.apply(Manifest.read("""
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: few}
                spec: {hard: {count/configmaps: "0"}}
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: no-latest-%1$s}
                spec:
                  matchConstraints:
                    resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}]
                  validations: [{expression: "!object.spec.template.spec.containers.exists(c, c.image.endsWith(':latest'))", message: "name a version of the image"}]
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: no-latest-%1$s}
                spec:
                  policyName: no-latest-%1$s
                  validationActions: [Deny]
                  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}}
                """.formatted(namespace)), new Owner("rules-" + namespace));

        plane.simulateStatus(
                "/api/v1/namespaces/%s/resourcequotas/few".formatted(namespace),
                "{\"hard\": {\"count/configmaps\": \"0\"}, \"used\": {\"count/configmaps\": \"0\"}}");

        await().untilAsserted(() ->
                assertRefused("name a version of the image", () -> cluster.rehearse(deployment("web:latest", 1), WEB)));
        await().untilAsserted(() ->
                assertRefused("exceeded quota: few", () -> cluster.rehearse(configMap("one-too-many", "{a: b}"), WEB)));
    }

    @Test
    void tellsWhatHappensToObjectsOfAnOwner() throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        cluster.apply(configMap("first", "{a: b}"), WEB);
        try (AutoCloseable watch = cluster.watch(
                CONFIG_MAP,
                WEB,
                sight -> seen.add(sight.happening() + " " + sight.object().name()))) {
            cluster.apply(configMap("theirs", "{a: b}"), OTHER);
            cluster.apply(configMap("first", "{a: c}"), WEB);
            cluster.prune(WEB, List.of(), List.of(CONFIG_MAP));

            await().untilAsserted(() -> assertThat(seen)
                    .contains(Happening.THERE + " first", Happening.CHANGED + " first")
                    .endsWith(Happening.GONE + " first")
                    .noneMatch(one -> one.contains("theirs")));
        }
    }

    @Test
    void endsAfterSecondsWhenTheApiServerIsSilent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "https://127.0.0.1:" + silent.getLocalPort();
            ClusterAddress address = new ClusterAddress(url, plane.certificate(), "token", "default");
            try (Cluster cluster = new Clusters().open(address, Duration.ofSeconds(1))) {
                assertUnreachable(cluster, "no answer");
            }
        }
    }

    @Test
    void saysWhyItCannotReachTheApiServer() {
        ClusterAddress good = plane.address(namespace);
        try (Cluster nothingThere = new Clusters()
                .open(new ClusterAddress("https://127.0.0.1:1", good.certificate(), good.token(), "default"))) {
            assertUnreachable(nothingThere, "no answer");
        }
        try (Cluster unknownToken =
                new Clusters().open(new ClusterAddress(good.url(), good.certificate(), "wrong", "default"))) {
            assertUnreachable(unknownToken, "does not know the token");
        }
        try (Cluster untrusted = new Clusters().open(new ClusterAddress(good.url(), null, good.token(), "default"))) {
            assertUnreachable(untrusted, "certification path");
        }
        assertThatThrownBy(() -> new ClusterAddress("http://127.0.0.1", "none", "two words", "Big"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        wrong -> assertThat(wrong.problems()).hasSize(4));
    }

    private static void assertUnreachable(Cluster cluster, String reason) {
        assertThatThrownBy(() -> cluster.list(CONFIG_MAP))
                .isInstanceOf(ClusterUnreachable.class)
                .hasMessageContaining(reason);
    }

    private static void assertRefused(String reason, Runnable asked) {
        assertThatThrownBy(asked::run)
                .isInstanceOf(RefusedByCluster.class)
                .hasMessageContaining(reason)
                .extracting(refused -> ((PlatformException) refused).fault())
                .isEqualTo(Fault.CALLER);
    }

    private int replicas() {
        return cluster.find(DEPLOYMENT, "web")
                .orElseThrow()
                .spec()
                .path("replicas")
                .asInt();
    }

    private static List<Manifest> configMap(String name, String data) {
        return Manifest.read("{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: %s}".formatted(name, data));
    }

    private static List<Manifest> deployment(String image, int replicas) {
        return Manifest.read("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "%s"}]}
                """.formatted(replicas, image));
    }
}
