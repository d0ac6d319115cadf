package dev.fairway.delivery.values;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one layer sets.
 *
 * @param source for people: the file that it was read from
 * @param tree values; a null takes away what layers below have there
 * @param locks for the layers above
 * @param lines where values are in the source, from 1, as far as that is known
 */
public record Layer(LayerName name, String source, ObjectNode tree, List<Lock> locks, Map<Pointer, Integer> lines) {

    public Layer {
        locks = List.copyOf(locks);
        lines = Map.copyOf(lines);
    }

    public static Layer of(LayerName name, String source, ObjectNode tree) {
        return new Layer(name, source, tree, List.of(), Map.of());
    }

    /** Of the value, or of what it is inside of; 0 where that is unknown. */
    int line(Pointer path) {
        for (Pointer known = path; !known.isRoot(); known = known.parent()) {
            Integer line = lines.get(known);
            if (line != null) {
                return line;
            }
        }
        return 0;
    }
}
