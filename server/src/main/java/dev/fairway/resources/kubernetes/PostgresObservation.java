package dev.fairway.resources.kubernetes;

import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.Difference;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.clusters.Observed;
import dev.fairway.resources.spi.Found;
import dev.fairway.resources.spi.Observation;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A cluster as it is, in the words of a specification. */
record PostgresObservation(PostgresManifests manifests, Manifest actual) {

    private static final String HEALTHY = "Cluster in healthy state";
    private static final Pattern DAYS = Pattern.compile("([0-9]{1,6})d");

    /** Fields of the cluster that fields of the specification speak of. */
    private static final List<String> SPECIFIED =
            List.of("spec.instances", "spec.resources", "spec.storage.size", "spec.backup");

    Observation ofOurs(Cluster cluster) {
        ObjectNode fields = specification(actual).put("owner", "fairway");
        fields.set("changedByOthers", Json.array(changes(cluster)));
        return observation(fields);
    }

    Observation ofOthers() {
        return observation(specification(actual)
                .put("owner", actual.label("app.kubernetes.io/managed-by").orElse("somebody else")));
    }

    static Found found(Manifest cluster) {
        ObjectNode details = Json.object().put("phase", phase(cluster));
        cluster.label("app.kubernetes.io/managed-by").ifPresent(by -> details.put("managedBy", by));
        return new Found(cluster.name(), specification(cluster), details);
    }

    private static ObjectNode specification(Manifest cluster) {
        JsonNode spec = cluster.spec();
        ObjectNode specification =
                Json.object().put("instances", spec.path("instances").asInt(1));
        specification.set("cpu", Quantity.CORES.read(spec.at("/resources/limits/cpu")));
        specification.set("memory", Quantity.GIGABYTES.read(spec.at("/resources/limits/memory")));
        specification.set("disk", Quantity.GIGABYTES.read(spec.at("/storage/size")));
        specification.set("backupDays", days(spec.at("/backup/retentionPolicy").asString("0d")));
        return specification;
    }

    /** What the operator's policy says in days; in weeks or months it is of somebody else. */
    private static JsonNode days(String policy) {
        Matcher days = DAYS.matcher(policy);
        return days.matches() ? Json.read(String.valueOf(Integer.parseInt(days.group(1)))) : Json.text(policy);
    }

    /** Beside the specification: what applying everything anew would change. */
    private List<String> changes(Cluster cluster) {
        List<Manifest> logins = cluster.list(Kind.SECRET, manifests.owner());
        Stream<Observed> definition = cluster.observe(manifests.definition(), manifests.owner()).stream();
        Stream<Observed> users = logins.isEmpty()
                ? Stream.of()
                : cluster.observe(List.of(manifests.users(logins, actual)), manifests.ownerOfUsers()).stream();
        return Stream.concat(definition, users)
                .flatMap(PostgresObservation::changes)
                .distinct()
                .toList();
    }

    private static Stream<String> changes(Observed observed) {
        String kind = observed.wanted().kind().name();
        if (observed.actual() == null) {
            return Stream.of(kind);
        }
        return observed.differences().stream()
                .map(Difference::path)
                .filter(path -> SPECIFIED.stream().noneMatch(path::startsWith))
                .map(path -> kind.equals("Cluster") ? path : "%s %s".formatted(kind, path));
    }

    private Observation observation(ObjectNode fields) {
        double ready = actual.status().path("readyInstances").asDouble(0);
        return new Observation(true, fields, Map.of("readyInstances", ready), complaint());
    }

    private @Nullable String complaint() {
        List<String> complaints = new ArrayList<>();
        String phase = phase(actual);
        if (phase == null) {
            return "The operator has not taken it up; look whether it runs in the cluster";
        }
        if (!phase.equals(HEALTHY)) {
            String reason = actual.status().path("phaseReason").asString("");
            complaints.add(reason.isEmpty() ? phase : "%s: %s".formatted(phase, reason));
        }
        int wanted = actual.spec().path("instances").asInt(1);
        int ready = actual.status().path("readyInstances").asInt(0);
        if (ready < wanted) {
            complaints.add("%d of %d instances are ready".formatted(ready, wanted));
        }
        actual.status()
                .path("conditions")
                .forEach(condition -> failed(condition).ifPresent(complaints::add));
        Json.fields(Json.objectAt(Json.objectAt(actual.status(), "managedRolesStatus"), "cannotReconcile"))
                .forEach((user, why) ->
                        complaints.add("User %s: %s".formatted(user, String.join(", ", Json.texts(why)))));
        return complaints.isEmpty() ? null : String.join("; ", complaints);
    }

    private static @Nullable String phase(Manifest cluster) {
        return Json.textAt(cluster.status(), "phase");
    }

    private static Optional<String> failed(JsonNode condition) {
        return condition.path("status").asString("").equals("False")
                        && !condition.path("type").asString("").equals("Ready")
                ? Optional.of("%s: %s"
                        .formatted(
                                condition.path("type").asString(""),
                                condition.path("message").asString("no")))
                : Optional.empty();
    }
}
