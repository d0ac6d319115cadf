package dev.fairway.delivery.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.ControlPlane;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Owner;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** A real API server takes what the chart makes, and admits its pods by the Pod Security Standard "restricted". */
class AdmissionTests extends Rendering {

    private static final Kind SERVICE_ACCOUNT = new Kind("v1", "ServiceAccount");

    static Stream<String> examples() {
        return Examples.names();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void admitsExamples(String example) {
        ControlPlane plane = ControlPlane.get();
        String namespace = restrictedNamespace(plane);
        List<Manifest> objects = rendered(example, namespace);
        try (Cluster cluster = plane.open(namespace)) {
            cluster.apply(accounts(objects), new Owner("tests"));

            assertThat(cluster.rehearse(objects, new Owner("tests"))).hasSameSizeAs(objects);
            assertThat(cluster.rehearse(pods(objects, namespace), new Owner("tests")))
                    .isNotEmpty();
        }
    }

    private static String restrictedNamespace(ControlPlane plane) {
        String name = plane.namespace();
        try (Cluster cluster = plane.open("default")) {
            cluster.apply(
                    Manifest.read(
                            "{apiVersion: v1, kind: Namespace, metadata: {name: %s, labels: {pod-security.kubernetes.io/enforce: restricted}}}"
                                    .formatted(name)),
                    new Owner("tests"));
        }
        return name;
    }

    /** Without the operator's own kind, which this API server does not have. */
    private static List<Manifest> rendered(String example, String namespace) {
        ObjectNode values = Examples.named(example).values().deepCopy();
        values.put("namespace", namespace);
        Rendered rendered = new ServiceRender(charts).render(Examples.effective(values), ReleaseFacts.STANDARD);
        assertThat(rendered.problems()).isEmpty();
        return rendered.manifests().stream()
                .filter(object -> !object.kind().name().equals("ServiceMonitor"))
                .toList();
    }

    private static List<Manifest> accounts(List<Manifest> objects) {
        return objects.stream()
                .filter(object -> object.kind().equals(SERVICE_ACCOUNT))
                .toList();
    }

    /** As the controllers make them, which are not there. */
    private static List<Manifest> pods(List<Manifest> objects, String namespace) {
        return objects.stream()
                .flatMap(object -> Pods.of(object).stream())
                .map(pods -> {
                    ObjectNode pod = pods.template().deepCopy();
                    pod.put("apiVersion", "v1").put("kind", "Pod");
                    pod.withObject("metadata").put("name", "pod").put("namespace", namespace);
                    // classes of priority are the cluster's
                    Json.objectAt(pod, "spec").remove("priorityClassName");
                    return new Manifest(pod);
                })
                .toList();
    }
}
