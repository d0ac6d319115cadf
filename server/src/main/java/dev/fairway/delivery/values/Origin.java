package dev.fairway.delivery.values;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Where a value comes from.
 *
 * @param source file of the layer
 * @param line in it, from 1; 0 where that is unknown
 * @param value what was set there; JSON's null where it took the value away
 * @param shadowed what layers below say, from the highest to the lowest
 */
public record Origin(LayerName layer, String source, int line, JsonNode value, List<Shadowed> shadowed) {

    public Origin {
        shadowed = List.copyOf(shadowed);
    }

    /** What would count if the layers above said nothing. */
    public record Shadowed(LayerName layer, String source, JsonNode value) {}
}
