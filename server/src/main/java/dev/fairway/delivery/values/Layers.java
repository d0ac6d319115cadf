package dev.fairway.delivery.values;

import dev.fairway.delivery.values.Origin.Shadowed;
import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts layers on each other as Helm puts files of values: objects are merged field by field, everything else replaces what is
 * below, lists as a whole, and a null takes it away.
 */
public final class Layers {

    private static final int LONGEST_SHOWN = 60;

    private final ObjectNode values = Json.object();
    private final NavigableMap<Pointer, Origin> origins = new TreeMap<>();
    private final List<ValueProblem> problems = new ArrayList<>();
    private final List<HeldLock> locks = new ArrayList<>();

    private Layers() {}

    /** The same for the chart that comes with Fairway. */
    public static Effective merge(List<Layer> layers) {
        return merge(layers, ServiceChart.shipped());
    }

    /**
     * @param layers in any order: theirs is fixed; of two with one name the later in the list is the higher
     * @param chart that they are for
     */
    public static Effective merge(List<Layer> layers, ServiceChart chart) {
        Layers merged = new Layers();
        layers.stream().sorted(Comparator.comparing(Layer::name)).forEach(merged::add);
        return new Effective(merged.values, merged.origins, merged.problems, chart);
    }

    private void add(Layer layer) {
        put(layer, Pointer.ROOT, values, layer.tree());
        layer.locks().forEach(lock -> locks.add(new HeldLock(layer, lock)));
    }

    private void put(Layer layer, Pointer at, ObjectNode into, ObjectNode tree) {
        Json.fields(tree).forEach((name, value) -> {
            Pointer path = at.child(name);
            boolean isWhole = !(value instanceof ObjectNode);
            Optional<HeldLock> lock = lockOf(layer, path, isWhole);
            if (lock.isPresent()) {
                problems.add(lock.get().problem(layer, path, value));
            } else if (value instanceof ObjectNode fields) {
                putFields(layer, path, into, fields);
            } else {
                replace(layer, path, into, value);
            }
        });
    }

    private Optional<HeldLock> lockOf(Layer layer, Pointer path, boolean isWhole) {
        return locks.stream()
                .filter(held -> layer.name().isAbove(held.by().name()))
                .filter(held -> held.lock().forbids(path, isWhole))
                .findFirst();
    }

    private void putFields(Layer layer, Pointer path, ObjectNode into, ObjectNode fields) {
        if (!(into.get(path.last()) instanceof ObjectNode)) {
            replace(layer, path, into, Json.object());
        }
        ObjectNode inner = Json.objectAt(into, path.last());
        put(layer, path, inner, fields);
        if (!inner.isEmpty()) {
            origins.remove(path);
        }
    }

    private void replace(Layer layer, Pointer path, ObjectNode into, JsonNode value) {
        List<Shadowed> shadowed = shadowed(path, into.get(path.last()));
        origins.keySet().removeIf(path::covers);
        origins.put(path, new Origin(layer.name(), layer.source(), layer.line(path), value.deepCopy(), shadowed));
        if (value.isNull()) {
            remove(layer, path, into);
        } else {
            into.set(path.last(), value.deepCopy());
        }
    }

    /** An object that has nothing left stays, as it does in Helm. */
    private void remove(Layer layer, Pointer path, ObjectNode into) {
        into.remove(path.last());
        Pointer parent = path.parent();
        if (into.isEmpty() && !parent.isRoot()) {
            origins.put(parent, new Origin(layer.name(), layer.source(), layer.line(path), Json.object(), List.of()));
        }
    }

    private List<Shadowed> shadowed(Pointer path, JsonNode before) {
        Origin same = origins.get(path);
        List<Shadowed> shadowed = new ArrayList<>();
        if (same != null) {
            shadowed.add(new Shadowed(same.layer(), same.source(), same.value()));
            shadowed.addAll(same.shadowed());
        } else if (before != null) {
            highest(path::covers)
                    .ifPresent(
                            origin -> shadowed.add(new Shadowed(origin.layer(), origin.source(), before.deepCopy())));
        }
        return shadowed;
    }

    private Optional<Origin> highest(Predicate<Pointer> paths) {
        return origins.entrySet().stream()
                .filter(one -> paths.test(one.getKey()))
                .map(Map.Entry::getValue)
                .max(Comparator.comparing(Origin::layer));
    }

    private record HeldLock(Layer by, Lock lock) {

        ValueProblem problem(Layer layer, Pointer path, JsonNode value) {
            String shown = value.toString();
            return new ValueProblem(
                    layer.source(),
                    layer.line(path),
                    path.toString(),
                    "%s cannot be set here: the layer %s (%s) locks %s: %s. Take it out, or ask for an exception there"
                            .formatted(
                                    shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) + "…" : shown,
                                    by.name(),
                                    by.source(),
                                    lock.path(),
                                    lock.reason()));
        }
    }
}
