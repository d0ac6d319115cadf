package dev.fairway.delivery.render;

import dev.fairway.clusters.Manifest;
import dev.fairway.shared.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What objects ask of a cluster: the CPU and memory of their pods, as often as they run. */
public record Footprint(List<Line> lines) {

    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);
    private static final int DIGITS = 3;

    public Footprint {
        lines = List.copyOf(lines);
    }

    /** When pods run: all the time, or only while a job does. */
    public enum Runs {
        ALWAYS,
        SOMETIMES
    }

    /** How many run at once. */
    public record Replicas(int from, int to) {}

    /**
     * Of one object.
     *
     * @param object such as {@code Deployment checkout}
     * @param cpu cores of one pod
     * @param memory GiB of one pod
     */
    public record Line(String object, Runs runs, Replicas replicas, BigDecimal cpu, BigDecimal memory) {}

    /**
     * What runs all the time.
     *
     * @param cpuFrom cores when the fewest run
     * @param memoryFrom GiB when the fewest run
     */
    public record Total(BigDecimal cpuFrom, BigDecimal cpuTo, BigDecimal memoryFrom, BigDecimal memoryTo) {}

    public static Footprint of(List<Manifest> manifests) {
        return new Footprint(manifests.stream()
                .flatMap(object -> Pods.of(object).stream())
                .map(pods -> line(pods, manifests))
                .toList());
    }

    public Total total() {
        return new Total(
                sum(line -> times(line.cpu(), line.replicas().from())),
                sum(line -> times(line.cpu(), line.replicas().to())),
                sum(line -> times(line.memory(), line.replicas().from())),
                sum(line -> times(line.memory(), line.replicas().to())));
    }

    private BigDecimal sum(Function<Line, BigDecimal> part) {
        return plain(lines.stream()
                .filter(line -> line.runs() == Runs.ALWAYS)
                .map(part)
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static BigDecimal times(BigDecimal each, int replicas) {
        return each.multiply(BigDecimal.valueOf(replicas));
    }

    private static Line line(Pods pods, List<Manifest> all) {
        boolean isJob = pods.object().kind().name().endsWith("Job");
        return new Line(
                pods.title(),
                isJob ? Runs.SOMETIMES : Runs.ALWAYS,
                replicas(pods.object(), all),
                asked(pods, "cpu"),
                plain(asked(pods, "memory").divide(GIB, DIGITS, RoundingMode.HALF_UP)));
    }

    private static BigDecimal asked(Pods pods, String what) {
        return plain(pods.running()
                .map(container -> asked(container.path("resources"), what))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** What is only limited is asked for as well. */
    private static BigDecimal asked(JsonNode resources, String what) {
        JsonNode request = resources.path("requests").path(what);
        JsonNode asked = request.isMissingNode() ? resources.path("limits").path(what) : request;
        return Quantity.of(asked.asString("0"));
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static Replicas replicas(Manifest object, List<Manifest> all) {
        ObjectNode spec = object.spec();
        return switch (object.kind().name()) {
            case "Job" -> same(spec.path("parallelism").asInt(1));
            case "CronJob" -> same(spec.at("/jobTemplate/spec/parallelism").asInt(1));
            case "Deployment", "StatefulSet" ->
                all.stream()
                        .filter(one -> isFor(one, object))
                        .findFirst()
                        .map(one -> new Replicas(
                                one.spec().path("minReplicas").asInt(1),
                                one.spec().path("maxReplicas").asInt(1)))
                        .orElseGet(() -> same(spec.path("replicas").asInt(1)));
            default -> same(1);
        };
    }

    private static Replicas same(int replicas) {
        return new Replicas(replicas, replicas);
    }

    private static boolean isFor(Manifest scaler, Manifest object) {
        ObjectNode target = Json.objectAt(scaler.spec(), "scaleTargetRef");
        return scaler.kind().name().equals("HorizontalPodAutoscaler")
                && object.kind().name().equals(Json.textAt(target, "kind"))
                && object.name().equals(Json.textAt(target, "name"));
    }
}
