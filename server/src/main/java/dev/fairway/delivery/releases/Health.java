package dev.fairway.delivery.releases;

import dev.fairway.clusters.Manifest;
import dev.fairway.delivery.releases.Release.Pods;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How objects of a cluster stand. Deployments are judged as {@code kubectl rollout status} judges them: by the generation that
 * was seen, the replicas that are of the newest template, and those that are available; jobs by their conditions.
 *
 * @param message a sentence on the first object that is not well
 */
record Health(Standing standing, String message, Pods pods) {

    enum Standing {
        HEALTHY,
        GOING_ON,
        FAILED
    }

    private static final Health NOTHING = new Health(Standing.HEALTHY, "", new Pods(0, 0));

    /** Of all of them together: the worst. */
    static Health of(List<Manifest> there) {
        Health worst = NOTHING;
        int wanted = 0;
        int ready = 0;
        for (Manifest object : there) {
            Health one = of(object);
            wanted += one.pods().wanted();
            ready += one.pods().ready();
            if (one.standing().compareTo(worst.standing()) > 0) {
                worst = one;
            }
        }
        return new Health(worst.standing(), worst.message(), new Pods(wanted, ready));
    }

    private static Health of(Manifest object) {
        return switch (object.kind().name()) {
            case "Deployment" -> deployment(object);
            case "Job" -> job(object);
            default -> NOTHING;
        };
    }

    private static Health deployment(Manifest object) {
        JsonNode status = object.status();
        int wanted = object.spec().path("replicas").asInt(1);
        int updated = status.path("updatedReplicas").asInt(0);
        int available = status.path("availableReplicas").asInt(0);
        Pods pods = new Pods(wanted, Math.min(available, updated));
        long seen = status.path("observedGeneration").asLong(0);
        if (seen < object.content().at("/metadata/generation").asLong(0)) {
            return goesOn(object, "the cluster has not begun", pods);
        }
        Optional<JsonNode> failed = condition(status, "Progressing")
                .filter(one -> one.path("reason").asString("").equals("ProgressDeadlineExceeded"));
        if (failed.isPresent()) {
            return failed(object, "its new pods did not become ready in time", pods);
        }
        Optional<JsonNode> refused = condition(status, "ReplicaFailure")
                .filter(one -> one.path("status").asString("").equals("True"));
        if (refused.isPresent() && updated < wanted) {
            return goesOn(object, "its pods cannot be made: " + text(refused.get(), "message"), pods);
        }
        if (updated < wanted) {
            return goesOn(object, "%d of %d pods are new".formatted(updated, wanted), pods);
        }
        if (status.path("replicas").asInt(0) > updated) {
            return goesOn(object, "old pods end", pods);
        }
        return available < updated
                ? goesOn(object, "%d of %d pods are ready".formatted(available, wanted), pods)
                : new Health(Standing.HEALTHY, "", pods);
    }

    private static Health job(Manifest object) {
        JsonNode status = object.status();
        if (isTrue(condition(status, "Complete"))) {
            return NOTHING;
        }
        Optional<JsonNode> failed = condition(status, "Failed");
        return isTrue(failed)
                ? failed(object, "it failed: " + text(failed.orElseThrow(), "message"), new Pods(0, 0))
                : goesOn(object, "it runs", new Pods(0, 0));
    }

    private static Optional<JsonNode> condition(JsonNode status, String type) {
        return status.path("conditions")
                .valueStream()
                .filter(one -> one.path("type").asString("").equals(type))
                .findFirst();
    }

    private static boolean isTrue(Optional<JsonNode> condition) {
        return condition
                .filter(one -> one.path("status").asString("").equals("True"))
                .isPresent();
    }

    private static Health goesOn(Manifest object, String message, Pods pods) {
        return new Health(Standing.GOING_ON, sentence(object, message), pods);
    }

    private static Health failed(Manifest object, String message, Pods pods) {
        return new Health(Standing.FAILED, sentence(object, message), pods);
    }

    private static String sentence(Manifest object, String message) {
        return "%s %s: %s".formatted(object.kind().name(), object.name(), message);
    }

    private static String text(JsonNode condition, String field) {
        return condition.path(field).asString("no reason given");
    }

    /** What keeps a container from running, as its pod says; null where nothing does. */
    static @Nullable String complaint(Manifest pod) {
        return pod.status()
                .path("containerStatuses")
                .valueStream()
                .map(container -> container.path("state").path("waiting"))
                .filter(waiting -> waiting.path("reason")
                        .asString("")
                        .toLowerCase(Locale.ROOT)
                        .matches(".*(err|backoff|invalid).*"))
                .map(waiting -> "%s, %s".formatted(text(waiting, "reason"), text(waiting, "message")))
                .findFirst()
                .orElse(null);
    }
}
