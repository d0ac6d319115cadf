package dev.fairway.delivery.render;

import dev.fairway.delivery.render.Objection.Severity;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is against pods, by what the Pod Security Standard "restricted" asks for and a little more. */
final class PodObjections {

    enum Place {
        PRODUCTION,
        ELSEWHERE
    }

    private static final Pattern SECRET = Pattern.compile("(?i).*(password|passwd|secret|token|api_?key|private_?key)");
    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    private final Pods pods;
    private final List<String> registries;
    private final Place place;
    private final List<Objection> found = new ArrayList<>();

    private PodObjections(Pods pods, List<String> registries, Place place) {
        this.pods = pods;
        this.registries = registries;
        this.place = place;
    }

    /** @param registries beginnings of images that may run; any where there is none */
    static List<Objection> to(Pods pods, List<String> registries, Place place) {
        PodObjections objections = new PodObjections(pods, registries, place);
        objections.toPod();
        pods.containers().forEach(objections::toContainer);
        return objections.found;
    }

    private void toPod() {
        for (String field : List.of("hostNetwork", "hostPID", "hostIPC")) {
            if (isTrue(pods.spec().get(field))) {
                deny("host", "/spec/" + field, "gives it the machine; take it out");
            }
        }
        Pods.objects(pods.spec().path("volumes")).forEach(this::toVolume);
    }

    private void toVolume(ObjectNode volume) {
        Json.fields(volume).keySet().stream()
                .filter(kind -> !kind.equals("name") && !VOLUMES.contains(kind))
                .forEach(kind -> deny(
                        "host",
                        "/spec/volumes/%s/%s".formatted(Json.textAt(volume, "name"), kind),
                        "is no volume that services may have; use a claim"));
    }

    private void toContainer(ObjectNode container) {
        toImage(container);
        toRights(container);
        toSizes(container);
        Pods.objects(container.path("ports"))
                .filter(port -> port.has("hostPort"))
                .forEach(port -> deny("host", at(container, "ports"), "takes a port of the machine; use a service"));
        Pods.objects(container.path("env"))
                .filter(variable -> isSecret(variable.path("name").asString("")))
                .filter(variable -> !variable.path("value").asString("").isEmpty())
                .forEach(variable -> warn(
                        "secret-in-values",
                        at(container, "env/" + variable.path("name").asString("")),
                        "looks like a secret that stands in values for all to read; use secrets or resources"));
    }

    /** Whether a variable of this name holds a secret, as far as a name tells. */
    static boolean isSecret(String variable) {
        return SECRET.matcher(variable).matches();
    }

    private void toImage(ObjectNode container) {
        Image image = Image.of(container.path("image").asString(""));
        String path = at(container, "image");
        if (image.isLatest()) {
            deny("image-latest", path, "%s says nothing of its version; name a tag or digest".formatted(image.text()));
        }
        if (place == Place.PRODUCTION && !image.hasDigest()) {
            deny(
                    "image-digest",
                    path,
                    "%s has no digest, and a tag may be moved; add @sha256:…".formatted(image.text()));
        }
        if (!registries.isEmpty() && registries.stream().noneMatch(image::isFrom)) {
            deny(
                    "image-registry",
                    path,
                    "%s is from none of %s".formatted(image.text(), String.join(", ", registries)));
        }
    }

    private void toRights(ObjectNode container) {
        JsonNode own = container.path("securityContext");
        JsonNode pod = pods.spec().path("securityContext");
        JsonNode user = own.has("runAsUser") ? own.get("runAsUser") : pod.path("runAsUser");
        JsonNode nonRoot = own.has("runAsNonRoot") ? own.get("runAsNonRoot") : pod.path("runAsNonRoot");
        if (!isTrue(nonRoot) || (user.isNumber() && user.asInt() == 0)) {
            deny("root", at(container, "securityContext"), "may run as root; set runAsNonRoot and a user");
        }
        if (isTrue(own.path("privileged"))) {
            deny("privileged", at(container, "securityContext/privileged"), "gives it the machine; take it out");
        }
        if (!own.path("allowPrivilegeEscalation").isBoolean() || isTrue(own.get("allowPrivilegeEscalation"))) {
            deny("privileged", at(container, "securityContext/allowPrivilegeEscalation"), "has to be false");
        }
        if (!Json.texts(own.at("/capabilities/drop")).contains("ALL")
                || Json.texts(own.at("/capabilities/add")).stream().anyMatch(one -> !one.equals("NET_BIND_SERVICE"))) {
            deny("capabilities", at(container, "securityContext/capabilities"), "have to be dropped: drop: [ALL]");
        }
        if (!isTrue(own.path("readOnlyRootFilesystem"))) {
            warn(
                    "read-only",
                    at(container, "securityContext/readOnlyRootFilesystem"),
                    "is not true, so whoever gets in can change the program; write to /tmp and volumes only");
        }
    }

    private void toSizes(ObjectNode container) {
        if (container.at("/resources/limits/memory").isMissingNode()) {
            deny(
                    "limits",
                    at(container, "resources/limits/memory"),
                    "is missing; without it one pod can take the memory of all");
        }
        if (container.at("/resources/requests/cpu").isMissingNode()) {
            warn("limits", at(container, "resources/requests/cpu"), "is missing; without it the pod may get nothing");
        }
    }

    private String at(ObjectNode container, String field) {
        return "/spec/containers/%s/%s".formatted(Json.textAt(container, "name"), field);
    }

    private static boolean isTrue(JsonNode value) {
        return value != null && value.isBoolean() && value.booleanValue();
    }

    private void deny(String rule, String path, String message) {
        found.add(new Objection(rule, Severity.DENY, pods.title(), pods.path() + path, message));
    }

    private void warn(String rule, String path, String message) {
        found.add(new Objection(rule, Severity.WARN, pods.title(), pods.path() + path, message));
    }
}
