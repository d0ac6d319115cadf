package dev.fairway.resources.kubernetes;

import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Observed;
import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.spi.Observation.Difference;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The objects of a resource as they are. */
record ManifestObservation(Manifests manifests) {

    /** Conditions that say of an object that it does what it is for, as operators and Kubernetes itself write them. */
    private static final Set<String> GOOD =
            Set.of("Ready", "Available", "Synced", "Healthy", "Established", "ACK.ResourceSynced");

    /** Conditions of AWS Controllers for Kubernetes that say of an object that it cannot be. */
    private static final Set<String> BAD = Set.of("ACK.Terminal", "ACK.Recoverable");

    /** Words of operators that write no conditions. */
    private static final Set<String> BAD_PHASES = Set.of("Pending", "Failed");

    Observation of(Cluster cluster) {
        List<Observed> seen = cluster.observe(manifests.all(), manifests.owner()).stream()
                .map(this::withoutOthers)
                .toList();
        if (seen.stream().allMatch(one -> one.actual() == null)) {
            return Observation.missing();
        }
        Map<String, Difference> differences = new LinkedHashMap<>();
        List<String> complaints = new ArrayList<>();
        double ready = 0;
        for (Observed one : seen) {
            differences.putAll(differences(one));
            Manifest actual = one.actual();
            if (actual != null) {
                complaints.addAll(complaints(actual));
                ready += actual.status().path("readyReplicas").asDouble(0);
            }
        }
        return new Observation(
                true,
                Json.object(),
                ready > 0 ? Map.of("readyReplicas", ready) : Map.of(),
                complaints.isEmpty() ? null : String.join("; ", complaints),
                differences,
                manifests.outputs(cluster));
    }

    /** What somebody else has under the name is not what was made. */
    private Observed withoutOthers(Observed one) {
        Manifest actual = one.actual();
        return actual == null || manifests.mark().isOn(actual) ? one : new Observed(one.wanted(), null, List.of());
    }

    private static Map<String, Difference> differences(Observed one) {
        String object =
                "%s %s".formatted(one.wanted().kind().name(), one.wanted().name());
        if (one.actual() == null) {
            return Map.of(object, new Difference(Json.text("there"), Json.text("missing")));
        }
        Map<String, Difference> differences = new LinkedHashMap<>();
        boolean isSecret = one.wanted().kind().equals(Kind.SECRET);
        one.differences()
                .forEach(difference -> differences.put(
                        "%s %s".formatted(object, difference.path()),
                        isSecret
                                ? new Difference(Json.text("(secret)"), Json.text("(secret)"))
                                : new Difference(difference.after(), difference.before())));
        return differences;
    }

    private static List<String> complaints(Manifest actual) {
        List<String> complaints = new ArrayList<>();
        actual.status().path("conditions").forEach(condition -> {
            String complaint = complaint(condition);
            if (complaint != null) {
                complaints.add("%s %s: %s".formatted(actual.kind().name(), actual.name(), complaint));
            }
        });
        String phase = actual.status().path("phase").asString("");
        if (BAD_PHASES.contains(phase)) {
            String message = actual.status().path("message").asString("");
            complaints.add("%s %s: %s"
                    .formatted(actual.kind().name(), actual.name(), message.isEmpty() ? "it is " + phase : message));
        }
        int wanted = actual.spec().path("replicas").asInt(0);
        int ready = actual.status().path("readyReplicas").asInt(0);
        if (ready < wanted) {
            complaints.add(
                    "%s %s: %d of %d replicas are ready".formatted(actual.kind().name(), actual.name(), ready, wanted));
        }
        return complaints.stream().distinct().toList();
    }

    private static @Nullable String complaint(JsonNode condition) {
        String type = condition.path("type").asString("");
        String status = condition.path("status").asString("");
        boolean isGood = GOOD.contains(type);
        boolean isBad = BAD.contains(type);
        if (isGood && status.equals("False") || isBad && status.equals("True")) {
            String message = condition.path("message").asString("");
            return message.isEmpty() ? (isGood ? "not " : "") + type : message;
        }
        return null;
    }
}
