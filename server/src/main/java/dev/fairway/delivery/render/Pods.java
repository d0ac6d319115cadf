package dev.fairway.delivery.render;

import dev.fairway.clusters.Manifest;
import dev.fairway.shared.Json;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pods that an object makes.
 *
 * @param path JSON pointer to their template
 * @param template with their metadata and specification
 */
record Pods(Manifest object, String path, ObjectNode template) {

    /** Empty for an object that makes none. */
    static Optional<Pods> of(Manifest object) {
        String path = switch (object.kind().name()) {
            case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job" ->
                "/spec/template";
            case "CronJob" -> "/spec/jobTemplate/spec/template";
            case "Pod" -> "";
            default -> "none";
        };
        return !path.equals("none") && object.content().at(path) instanceof ObjectNode template
                ? Optional.of(new Pods(object, path, template))
                : Optional.empty();
    }

    ObjectNode spec() {
        return Json.objectAt(template, "spec");
    }

    /** Those that run and those that run before. */
    Stream<ObjectNode> containers() {
        return Stream.of("initContainers", "containers", "ephemeralContainers")
                .flatMap(list -> objects(spec().path(list)));
    }

    /** Those that run at once. */
    Stream<ObjectNode> running() {
        return objects(spec().path("containers"));
    }

    static Stream<ObjectNode> objects(JsonNode list) {
        return list.valueStream().filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    String title() {
        return title(object);
    }

    static String title(Manifest object) {
        return "%s %s".formatted(object.kind().name(), object.name());
    }
}
