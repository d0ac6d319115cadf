package dev.fairway.delivery.render;

import dev.fairway.clusters.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a change of values changes in a cluster.
 *
 * @param objects those that change, in the order of the manifests, removed ones last
 * @param unchanged how many stay as they are, but for the labels of the version
 */
public record RenderedDiff(List<ObjectChange> objects, int unchanged) {

    /** Of jobs, which get another name with each change. */
    private static final Pattern COUNTED = Pattern.compile("-(r\\d+-)?[0-9a-f]{8}$");

    public RenderedDiff {
        objects = List.copyOf(objects);
    }

    public enum State {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * One field.
     *
     * @param path JSON pointer, with the names of items of lists that have some
     * @param before null where it was not there; never what is secret
     * @param after null where it is not there any more
     */
    public record FieldChange(
            String path,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    /**
     * One object.
     *
     * @param object such as {@code Deployment checkout}
     * @param fields of one that is changed
     * @param effect a sentence on what happens to its pods; empty where nothing does
     */
    public record ObjectChange(State state, String object, List<FieldChange> fields, String effect) {

        public ObjectChange {
            fields = List.copyOf(fields);
        }
    }

    public static RenderedDiff of(List<Manifest> before, List<Manifest> after) {
        Map<String, Manifest> old = byKey(before);
        List<ObjectChange> objects = new ArrayList<>();
        int unchanged = 0;
        for (Map.Entry<String, Manifest> one : byKey(after).entrySet()) {
            Manifest was = old.remove(one.getKey());
            Optional<ObjectChange> change =
                    was == null ? Optional.of(added(one.getValue())) : changed(was, one.getValue());
            change.ifPresent(objects::add);
            unchanged += change.isPresent() ? 0 : 1;
        }
        old.values().forEach(gone -> objects.add(removed(gone)));
        return new RenderedDiff(objects, unchanged);
    }

    public long count(State state) {
        return objects.stream().filter(one -> one.state() == state).count();
    }

    public List<String> effects() {
        return objects.stream()
                .map(ObjectChange::effect)
                .filter(effect -> !effect.isEmpty())
                .toList();
    }

    private static Map<String, Manifest> byKey(List<Manifest> manifests) {
        Map<String, Manifest> byKey = new LinkedHashMap<>();
        manifests.forEach(manifest -> byKey.put(key(manifest), manifest));
        return byKey;
    }

    private static String key(Manifest manifest) {
        String kind = manifest.kind().name();
        String name = kind.equals("Job") ? COUNTED.matcher(manifest.name()).replaceFirst("") : manifest.name();
        return "%s %s/%s".formatted(kind, manifest.namespace(), name);
    }

    private static ObjectChange added(Manifest manifest) {
        String effect = switch (manifest.kind().name()) {
            case "Job" -> "%s runs once.".formatted(Pods.title(manifest));
            case "Deployment" -> "%s starts.".formatted(Pods.title(manifest));
            default -> "";
        };
        return new ObjectChange(State.ADDED, Pods.title(manifest), List.of(), effect);
    }

    private static ObjectChange removed(Manifest manifest) {
        String effect = Pods.of(manifest).isPresent() ? "%s and its pods end.".formatted(Pods.title(manifest)) : "";
        return new ObjectChange(State.REMOVED, Pods.title(manifest), List.of(), effect);
    }

    private static Optional<ObjectChange> changed(Manifest before, Manifest after) {
        List<FieldChange> fields = FieldChanges.between(before, after);
        List<FieldChange> telling = fields.stream()
                .filter(field -> !FieldChanges.isOfVersion(field))
                .toList();
        String effect = effect(before, after, fields);
        return telling.isEmpty() && effect.isEmpty()
                ? Optional.empty()
                : Optional.of(new ObjectChange(State.CHANGED, Pods.title(after), telling, effect));
    }

    private static String effect(Manifest before, Manifest after, List<FieldChange> fields) {
        Optional<Pods> pods = Pods.of(after);
        if (pods.isEmpty()) {
            return "";
        }
        String title = Pods.title(after);
        String kind = after.kind().name();
        boolean isOther =
                fields.stream().anyMatch(field -> isIn(field, pods.get().path()));
        if (kind.equals("Job")) {
            return before.name().equals(after.name()) ? "" : "%s runs once.".formatted(title);
        }
        if (kind.equals("CronJob")) {
            return isOther ? "The next run of %s is by the new template.".formatted(title) : "";
        }
        return isOther ? replaced(after, title) : scaled(before, after, title);
    }

    private static boolean isIn(FieldChange field, String path) {
        return field.path().equals(path) || field.path().startsWith(path + "/");
    }

    private static String replaced(Manifest after, String title) {
        if (replicas(after) == 0) {
            return "";
        }
        JsonNode rolling = after.content().at("/spec/strategy/rollingUpdate");
        return rolling.isObject()
                ? "All pods of %s are replaced, with at most %s more and %s fewer at once."
                        .formatted(
                                title,
                                rolling.path("maxSurge").asString("0"),
                                rolling.path("maxUnavailable").asString("0"))
                : "All pods of %s end before new ones start: it is away meanwhile.".formatted(title);
    }

    private static String scaled(Manifest before, Manifest after, String title) {
        int was = replicas(before);
        int is = replicas(after);
        if (was == is || was < 0 || is < 0) {
            return "";
        }
        return is == 0
                ? "All pods of %s end.".formatted(title)
                : "%s goes from %d to %d pods.".formatted(title, was, is);
    }

    /** Negative where an autoscaler says. */
    private static int replicas(Manifest deployment) {
        return deployment.spec().path("replicas").asInt(-1);
    }
}
