package dev.fairway.delivery.render;

import dev.fairway.clusters.Manifest;
import dev.fairway.delivery.render.Objection.Severity;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** What holds for the objects of every service, also for those that it brings itself. */
final class Objections {

    private static final String EXTRA = "fairway.dev/extra";
    /** They are for the platform team to make, or hold for more than one service. */
    private static final Set<String> NOT_OF_SERVICES = Set.of(
            "List",
            "Namespace",
            "Node",
            "PersistentVolume",
            "StorageClass",
            "ClusterRole",
            "ClusterRoleBinding",
            "CustomResourceDefinition",
            "MutatingWebhookConfiguration",
            "ValidatingWebhookConfiguration",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "APIService",
            "PriorityClass",
            "ResourceQuota",
            "LimitRange",
            "CertificateSigningRequest");

    private static final Set<String> RIGHTS = Set.of("Role", "RoleBinding");

    private final List<Manifest> manifests;
    private final ObjectNode values;
    private final boolean isProduction;
    private final List<Objection> found = new ArrayList<>();

    private Objections(List<Manifest> manifests, ObjectNode values) {
        this.manifests = manifests;
        this.values = values;
        this.isProduction = Json.texts(values.at("/platform/production"))
                .contains(values.path("environment").asString(""));
    }

    /** @param values that the objects were made of */
    static List<Objection> to(List<Manifest> manifests, ObjectNode values) {
        Objections objections = new Objections(manifests, values);
        objections.toUnreleased();
        manifests.forEach(objections::toObject);
        objections.toExtraObjects();
        return objections.found;
    }

    private void toUnreleased() {
        ObjectNode image = Json.objectAt(values, "image");
        if (Json.isNull(image.get("tag")) && Json.isNull(image.get("digest"))) {
            add(
                    "image-unreleased",
                    Severity.WARN,
                    "",
                    "/image",
                    "no version has been released yet; objects have a stand-in for its image until then");
        }
    }

    private void toObject(Manifest object) {
        Pods.of(object).ifPresent(pods -> found.addAll(PodObjections.to(pods, registries(), isProduction())));
        if (object.kind().name().equals("Deployment")) {
            toReplicas(object);
            toReadiness(object);
        }
        if (object.kind().name().equals("PodDisruptionBudget")) {
            toDisruption(object);
        }
        if (isExtra(object)) {
            toExtra(object);
        }
    }

    private List<String> registries() {
        return Json.texts(values.at("/platform/registries"));
    }

    private PodObjections.Place isProduction() {
        return isProduction ? PodObjections.Place.PRODUCTION : PodObjections.Place.ELSEWHERE;
    }

    private void toReplicas(Manifest deployment) {
        int replicas = Footprint.replicas(deployment, manifests).from();
        boolean isPaused = deployment.annotation("fairway.dev/paused-replicas").isPresent();
        if (isProduction && replicas < 2 && !isPaused) {
            add(
                    "replicas-in-production",
                    Severity.WARN,
                    Pods.title(deployment),
                    "/spec/replicas",
                    "runs %d at least, so it is away while a node is worked on; set replicas or autoscaling.min to 2 or more"
                            .formatted(replicas));
        }
    }

    private void toDisruption(Manifest budget) {
        String most = budget.spec().path("maxUnavailable").asString("");
        if (most.equals("0") || most.equals("0%")) {
            add(
                    "disruption",
                    Severity.WARN,
                    Pods.title(budget),
                    "/spec/maxUnavailable",
                    "lets no pod be away, so its nodes can never be worked on; set disruption.maxUnavailable to 1 or more");
        }
    }

    private void toReadiness(Manifest deployment) {
        boolean isService =
                deployment.label("fairway.dev/kind").filter("service"::equals).isPresent();
        Pods.of(deployment).filter(pods -> isService && !isExtra(deployment)).stream()
                .flatMap(Pods::running)
                .filter(container -> !container.has("readinessProbe"))
                .forEach(container -> add(
                        "readiness",
                        Severity.DENY,
                        Pods.title(deployment),
                        "/spec/template/spec/containers/%s/readinessProbe".formatted(Json.textAt(container, "name")),
                        "is missing, so requests would reach it before it is ready; set health"));
    }

    private static boolean isExtra(Manifest object) {
        return object.annotation(EXTRA).isPresent();
    }

    private void toExtra(Manifest object) {
        String kind = object.kind().name();
        boolean isThereTwice =
                manifests.stream().filter(other -> isSame(other, object)).count() > 1;
        if (isThereTwice) {
            add(
                    "extra-twice",
                    Severity.DENY,
                    Pods.title(object),
                    "/metadata/name",
                    "is made by the chart or another extra object already; choose another name");
        }
        if (kind.equals("Secret")) {
            add(
                    "secret-in-values",
                    Severity.DENY,
                    Pods.title(object),
                    "/data",
                    "its values would be in Git for all to read; make a secret of Fairway and refer to it");
        } else if (NOT_OF_SERVICES.contains(kind)) {
            add(
                    "extra-kind",
                    Severity.DENY,
                    Pods.title(object),
                    "/kind",
                    "holds for more than this service; ask the platform team for it");
        } else if (RIGHTS.contains(kind)) {
            add(
                    "extra-rights",
                    Severity.WARN,
                    Pods.title(object),
                    "/kind",
                    "gives rights in the cluster; the platform team should look at it");
        }
    }

    private static boolean isSame(Manifest one, Manifest other) {
        return one.kind().name().equals(other.kind().name()) && one.name().equals(other.name());
    }

    private void toExtraObjects() {
        List<Manifest> extra = manifests.stream().filter(Objections::isExtra).toList();
        if (!extra.isEmpty()) {
            add(
                    "extra-objects",
                    Severity.WARN,
                    "",
                    "/extraObjects",
                    "%d beside what the chart makes: %s"
                            .formatted(
                                    extra.size(),
                                    extra.stream().map(Pods::title).collect(Collectors.joining(", "))));
        }
    }

    private void add(String rule, Severity severity, String object, String path, String message) {
        found.add(new Objection(rule, severity, object, path, message));
    }
}
